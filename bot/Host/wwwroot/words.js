// The page's own few words, in the language of the conversation.

import { iso, keep, retryAfter, session } from './session.js';

export const $ = (id) => document.getElementById(id);
export const el = (tag, props = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
};

export let texts = {};
let unread = 0;
const followers = [];

// Called with every change of language.
export const onLanguage = (told) => followers.push(told);

export async function speak(code) {
  session.lang = code;
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await fetch(`/page-texts?lang=${code}`);
      if (!answer.ok) throw new Error(answer.status);
      const read = await answer.json();
      if (code !== session.lang) return;
      texts = read;
      break;
    } catch {
      await retryAfter(attempt);
    }
  }
  document.documentElement.lang = iso(code);
  retitle();
  for (const node of document.querySelectorAll('[data-text]')) node.textContent = texts[node.dataset.text] ?? '';
  for (const node of document.querySelectorAll('[data-label]')) node.setAttribute('aria-label', texts[node.dataset.label] ?? '');
  for (const node of document.querySelectorAll('[data-placeholder]')) node.placeholder = texts[node.dataset.placeholder] ?? '';
  for (const node of document.querySelectorAll('[data-hint]')) node.title = texts[node.dataset.hint] ?? '';
  for (const told of followers) told();
  for (const node of document.querySelectorAll('[data-lang]')) node.setAttribute('aria-pressed', String(node.dataset.lang === code));
}

const retitle = () => { document.title = (unread ? `(${unread}) ` : '') + (texts.title ?? '·'); };

// How many messages came while nobody looked.
export function count(messages) {
  unread = messages;
  retitle();
}

export const counted = () => unread;

// The page's own words go with the conversation.
export function follow() {
  const { spoken, kept } = session;
  if (!spoken || spoken === session.lang) return;
  kept.lang = spoken;
  keep();
  speak(spoken);
}
