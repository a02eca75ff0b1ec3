// Writing: what a person wrote is shown at once and sent until the server has it on disk.

import { keep, newId, post, retryAfter, session, upload, wait } from './session.js';
import { $, texts } from './words.js';
import { fate, INVITED, isStored, progress, settle, showMine, told, typing } from './show.js';
import { open } from './read.js';

const MAX_TEXT = 8000; // UTF-16 units
const FINGER = matchMedia('(pointer: coarse)'); // focus in the field would bring up the keyboard over the question

const { kept } = session;
const [compose, field] = [$('compose'), $('text')];
let sending = false;

export function say(text, value, file) {
  if (file) hand(file, text);
  else queue({ id: newId(), text, value, at: Date.now() });
}

export const openInvitation = (code) => queue({ id: INVITED + newId(), text: code, at: Date.now() });

function queue(waiting) {
  const { text, value } = waiting;
  kept.queue.push(waiting);
  keep();
  showMine(waiting.id, text, new Date(waiting.at), false);
  fate(waiting.id, 'sending');
  settle(text, value);
  if (document.activeElement !== field) (FINGER.matches ? $('log') : field).focus({ preventScroll: true });
  send();
}

// One after the other, so that what was written first arrives first.
export async function send() {
  if (sending || !session.token) return;
  sending = true;
  try {
    for (let attempt = 0; kept.queue.length && !session.gone;) {
      const waiting = kept.queue[0];
      let answer = null;
      try {
        answer = await post({ type: 'message', text: waiting.text, value: waiting.value, locale: session.lang, channelData: { clientActivityID: waiting.id } });
      } catch { /* no connection: answer stays null */ }
      if (answer?.ok || (answer && [400, 413, 415].includes(answer.status))) {
        kept.queue = kept.queue.filter((other) => other !== waiting && other.id !== waiting.id);
        keep();
        fate(waiting.id, answer.ok ? null : 'refused');
        attempt = 0;
        continue;
      }
      fate(waiting.id, 'notSent');
      typing(false);
      if (answer && [401, 403, 404].includes(answer.status)) await open();
      const asked = Number(answer?.headers.get('Retry-After')) * 1000;
      await (asked ? wait(asked) : retryAfter(attempt++));
    }
  } finally {
    sending = false;
  }
}

// A file is tried again as long as the page is open; it is too large to be kept beside the words.
let handing = 0;
async function hand(file, text) {
  const id = newId();
  showMine(id, told(text, file.name), new Date(), false);
  settle(text);
  handing++;
  try {
    for (let attempt = 0; !session.gone && !isStored(id);) {
      fate(id, 'sending');
      progress(id, 0);
      const form = new FormData();
      form.append('activity', new Blob([JSON.stringify({ type: 'message', text, locale: session.lang, channelData: { clientActivityID: id } })], { type: 'application/json' }));
      form.append('file', file.bytes, file.name);
      const status = session.token ? await upload(form, (part) => progress(id, part)) : 0;
      progress(id, null);
      if (status === 200) return fate(id, null);
      if ([400, 409, 413, 415].includes(status)) return fate(id, status === 409 ? 'fileNotAsked' : 'refused');
      fate(id, 'notSent');
      if ([401, 403, 404].includes(status)) await open();
      await retryAfter(attempt++);
    }
  } finally {
    handing--;
  }
}
// Whoever hides the chat is not held back by a question.
addEventListener('beforeunload', (event) => { if (handing && !session.gone) event.preventDefault(); });

const grow = () => { field.style.height = 'auto'; field.style.height = `${field.scrollHeight + 3}px`; };

function check() {
  const over = field.value.trim().length - MAX_TEXT;
  $('problem').hidden = over <= 0;
  $('problem').textContent = over > 0 ? texts.tooLong.replace('{count}', over) : '';
  return over <= 0;
}

compose.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text || !check()) return;
  field.value = kept.draft = '';
  grow();
  say(text);
});
field.addEventListener('input', () => { kept.draft = field.value; keep(); grow(); check(); });
field.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  compose.requestSubmit();
});

// Words half written before a reload.
export function takeUp() {
  field.value = kept.draft;
  grow();
}

export const focus = () => FINGER.matches || field.focus();
