// Reading: what the server said is read by watermark, from where we were. So neither a reload nor a broken connection loses or repeats a message.

import { call, keep, post, RETRY, retryAfter, session, streamAddress } from './session.js';
import { follow } from './words.js';
import { after, confirm, fate, forgetView, isShown, lift, nearEnd, newest, readOut, reveal, settle, showMine, showTheirs, state, toEnd, told, typing } from './show.js';

const { kept } = session;
let source = null;
let onRoles = () => {};
let onConnected = () => {};

// roles: what may be tried out here, once known. connected: the way to the server is open again.
export function onOpening({ roles, connected }) {
  onRoles = roles;
  onConnected = connected;
}

export const close = () => source?.close();
export const isClosed = () => source?.readyState === EventSource.CLOSED;

function take(set, quiet) {
  const follow = quiet || nearEnd();
  const last = newest();
  for (const activity of set.activities) {
    const mine = activity.from.role === 'user';
    const id = mine ? activity.channelData?.clientActivityID ?? activity.id : activity.id;
    if (mine) {
      kept.queue = kept.queue.filter((waiting) => waiting.id !== id);
      settle(activity.text ?? '', activity.value);
    }
    if (isShown(id)) {
      if (mine) confirm(id, told(activity.text, activity.attachments?.[0].name));
    } else if (mine) showMine(id, told(activity.text, activity.attachments?.[0].name), new Date(activity.timestamp), quiet, activity.locale);
    else showTheirs(activity, quiet);
  }
  session.watermark = set.watermark;
  keep();
  const first = after(last);
  if (quiet) toEnd();
  else if (follow && first && !first.classList.contains('mine')) reveal(first);
}

let opening = null;
export const open = () => opening ??= enter().finally(() => { opening = null; });

async function enter() {
  for (let attempt = 0; !session.gone; attempt++) {
    try {
      const answer = await call('POST', '/conversations');
      if (!answer.ok) throw new Error(answer.status);
      const opened = await answer.json();
      session.token = opened.token;
      if (kept.conversation !== opened.conversationId || session.watermark === '0') {
        if (kept.conversation && kept.conversation !== opened.conversationId) forgetView();
        kept.conversation = opened.conversationId;
        keep();
        onRoles(opened.roles ?? []);
        await history();
      }
      listen();
      return;
    } catch {
      state(attempt < 2 ? 'connecting' : 'offline');
      await retryAfter(attempt);
    }
  }
}

// What a person wrote before a reload and the server does not have yet: it never leaves their sight.
export function showWaiting() {
  for (const waiting of kept.queue) {
    if (!isShown(waiting.id)) showMine(waiting.id, waiting.text, new Date(waiting.at), true);
    fate(waiting.id, 'sending');
    settle(waiting.text, waiting.value);
  }
}

// Everything until now at once, without reading it all out; whoever comes for the first time is announced, and thereby greeted.
async function history() {
  readOut('off');
  showWaiting();
  for (let more = true; more;) {
    const answer = await call('GET', `/conversations/${kept.conversation}/activities?watermark=${session.watermark}`);
    if (!answer.ok) throw new Error(answer.status);
    const set = await answer.json();
    more = set.watermark !== session.watermark;
    lift(kept.queue.map((waiting) => waiting.id));
    take(set, true);
    showWaiting();
  }
  setTimeout(() => readOut('polite'), 300);
  if (!kept.lang) follow();
  if (session.watermark === '0') await post({ type: 'event', name: 'webchat/join', locale: session.lang, channelData: { clientActivityID: 'join' } });
}

function listen() {
  source?.close();
  source = new EventSource(streamAddress());
  const mine = source;
  let [trouble, errors] = [0, 0];
  mine.addEventListener('open', () => { clearTimeout(trouble); errors = 0; state(null); onConnected(); });
  mine.addEventListener('activities', (event) => take(JSON.parse(event.data), false));
  mine.addEventListener('unstored', (event) => { JSON.parse(event.data).activities.forEach((activity) => showTheirs(activity, false)); toEnd(); });
  mine.addEventListener('typing', () => typing(true));
  mine.addEventListener('superseded', () => mine.close());
  mine.addEventListener('error', () => {
    clearTimeout(trouble);
    errors++;
    trouble = setTimeout(() => mine === source && mine.readyState !== EventSource.OPEN && state(errors > 3 ? 'offline' : 'connecting'), 800);
    // A broken connection heals by itself, an answer such as 401 or 503 does not.
    if (mine === source && mine.readyState === EventSource.CLOSED) setTimeout(() => mine === source && open(), RETRY[1]);
  });
}
