// Writing: what a person wrote is shown at once and sent until the server has it on disk.

import { keep, newId, post, retryAfter, session, wait } from './session.js';
import { $, texts } from './words.js';
import { fate, settle, showMine, typing } from './show.js';
import { open } from './read.js';

const MAX_TEXT = 8000; // UTF-16 units
const FINGER = matchMedia('(pointer: coarse)'); // focus in the field would bring up the keyboard over the question

const { kept } = session;
const [compose, field] = [$('compose'), $('text')];
let sending = false;

export function say(text, value) {
  const waiting = { id: newId(), text, value, at: Date.now() };
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
