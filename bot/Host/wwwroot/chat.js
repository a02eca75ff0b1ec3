// The chat page: hiding, languages, roles, waking up; showing, reading and writing are modules of their own.

import { invited, keep, newId, post, session } from './session.js';
import { $, count, el, onLanguage, speak, texts } from './words.js';
import { forgetView, invite, onAnswer, state, toEnd } from './show.js';
import { close, isClosed, onOpening, open, showWaiting } from './read.js';
import { focus, openInvitation, say, send, takeUp } from './write.js';

const SLEEP = 30_000; // ms

const { kept } = session;
let roles = []; // that may be tried out here

onAnswer(say);
onLanguage(showRoles);
onOpening({ roles: (known) => { roles = known; showRoles(); }, connected: send });

const tabs = new BroadcastChannel('chat');
tabs.addEventListener('message', () => hide());

function hide(isFirst) {
  if (session.gone) return;
  session.gone = true;
  if (isFirst) tabs.postMessage('hide'); // every tab that shows the chat
  document.body.classList.add('gone');
  document.title = '·';
  close();
  forgetView();
  sessionStorage.clear();
  location.replace(`/hide?lang=${session.lang}`);
}

let escaped = -Infinity;
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.repeat) return;
  if (event.timeStamp - escaped < 1_000) hide(true);
  escaped = event.timeStamp;
});
$('hide').addEventListener('click', () => hide(true));
addEventListener('pageshow', (event) => event.persisted && location.reload());

for (const button of document.querySelectorAll('[data-lang]')) {
  button.addEventListener('click', async () => {
    kept.lang = button.dataset.lang;
    keep();
    await speak(kept.lang);
    if (session.token) post({ type: 'event', name: 'language', locale: session.lang, channelData: { clientActivityID: newId() } }).catch(() => {});
  });
}

function showRoles() {
  $('roles').hidden = roles.length === 0;
  $('roles').replaceChildren(...[null, ...roles].filter(() => roles.length).map((name) => {
    const link = el('a', { href: name ? `/?role=${name}` : '/', textContent: texts[`role-${name ?? 'parent'}`] ?? name, target: name === session.role ? '' : `chat-${name ?? 'parent'}` });
    if (name === session.role) link.setAttribute('aria-current', 'page');
    return link;
  }));
}

// A connection may have died unnoticed while the phone slept.
let hiddenSince = 0;
const wake = () => {
  count(0);
  if (isClosed() || (hiddenSince && Date.now() - hiddenSince > SLEEP)) open();
  hiddenSince = 0;
};
document.addEventListener('visibilitychange', () => (document.hidden ? hiddenSince = Date.now() : wake()));
addEventListener('focus', wake);
addEventListener('offline', () => state('offline'));
addEventListener('online', () => { open(); send(); });
$('newer').addEventListener('click', () => { toEnd(); $('text').focus(); });

let ready = false;
function comeInvited() {
  invited();
  if (!kept.invitation || !ready || session.gone) return;
  invite(() => {
    openInvitation(kept.invitation);
    kept.invitation = null;
    keep();
  });
}
addEventListener('hashchange', comeInvited); // a link opened into this tab, which loads nothing anew

comeInvited();
await speak(session.lang);
takeUp();
showWaiting();
state('connecting');
await open();
ready = true;
comeInvited();
focus();
