// Showing: messages, their choices and files, and how far one has read.

import { address, iso, LANGS, session } from './session.js';
import { $, count, counted, el, follow, texts } from './words.js';
import { native, readable, sheet } from './forms.js';
import { chart } from './chart.js';

const TYPING_SHOWS = 400; // ms: an answer that is there at once needs no announcement
const TYPING_FADES = 12_000; // ms
const NEAR_END = 120; // px
export const INVITED = 'invited-'; // begins the id of a message that opens an invitation

const [view, scroller] = [$('log'), document.querySelector('main')];
const shown = new Map(); // activity id -> element
let answer = () => {};

// What is done with a choice that was tapped or a form that was sent.
export const onAnswer = (done) => { answer = done; };
export const isShown = (id) => shown.has(id);
export const readOut = (how) => view.setAttribute('aria-live', how);
export const newest = () => view.lastElementChild;
export const after = (last) => (last?.isConnected ? last.nextElementSibling : view.firstElementChild);

export function forgetView() {
  view.replaceChildren();
  delete view.dataset.day;
  shown.clear();
  session.watermark = '0';
}

export const nearEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
export const toEnd = () => { scroller.scrollTop = scroller.scrollHeight; $('newer').hidden = true; };

// Down to the end, but never past the beginning of what is new: an answer is read from its first word.
export function reveal(first) {
  const from = first.previousElementSibling?.classList.contains('mine') ? first.previousElementSibling : first;
  const top = scroller.scrollTop + from.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 8;
  scroller.scrollTop = Math.min(top, scroller.scrollHeight - scroller.clientHeight);
  $('newer').hidden = nearEnd();
}

function place(element, at, quiet) {
  const follow = quiet || nearEnd();
  const day = at.toDateString();
  if (view.dataset.day !== day) {
    view.dataset.day = day;
    const heading = el('p', { className: 'day', textContent: at.toLocaleDateString(iso(session.lang), { weekday: 'long', day: 'numeric', month: 'long' }) });
    heading.dataset.day = day;
    view.append(heading);
  }
  element.classList.toggle('fresh', !quiet);
  view.append(element);
  // An invitation that waits for its tap stays below a greeting that comes after it.
  const waiting = view.querySelector('.invitation');
  if (waiting) view.append(waiting);
  return follow;
}

// What has not arrived stands last: it makes way for what was said before it.
export function lift(ids) {
  for (const id of ids) {
    shown.get(id)?.remove();
    shown.delete(id);
  }
  if (view.lastElementChild?.classList.contains('day')) view.lastElementChild.remove();
  view.dataset.day = [...view.querySelectorAll('.day')].at(-1)?.dataset.day ?? '';
}

// Telephone numbers and addresses in our own texts can be tapped.
function linked(text) {
  return text.split(/(https:\/\/[^\s]+[^\s.,;:!?)]|\b112\b|\b116[ \u00a0]?\d{3}\b|\+\d[\d \u00a0]{6,14}\d)/u).map((part, i) => {
    if (i % 2 === 0) return part;
    const isWeb = part.startsWith('https:');
    return el('a', { href: isWeb ? part : `tel:${part.replace(/\s/gu, '')}`, textContent: part, ...(isWeb && { target: '_blank', rel: 'noopener noreferrer' }) });
  });
}

const PICTURES = ['image/png', 'image/jpeg'];
const INVITES = /https?:\/\/\S+(?:\/#k=|\?start=)[\w-]+/u;

// A link that is for others goes on by one tap, as far as the device can.
function share(link) {
  if (!navigator.share && !navigator.clipboard) return [];
  const button = el('button', { type: 'button', textContent: navigator.share ? texts.share : texts.copy });
  button.addEventListener('click', async () => {
    try {
      await (navigator.share ? navigator.share({ url: link }) : navigator.clipboard.writeText(link));
      if (!navigator.share) button.textContent = texts.copied;
    } catch { /* thought better of it, or not allowed: the link stands above */ }
  });
  return [el('div', { className: 'choices share' }, button)];
}

const clock = (at) => el('time', { dateTime: at.toISOString(), textContent: at.toLocaleTimeString(iso(session.lang), { hour: '2-digit', minute: '2-digit' }) });

// The code of an invitation says nothing to anybody: what was tapped is shown.
const said = (id, text) => readable(id.startsWith(INVITED) ? texts.openInvitation : text);

export function showMine(id, text, at, quiet, locale) {
  const element = el('div', { className: 'message mine' },
    el('p', { className: 'bubble', lang: iso(locale ?? session.lang) }, el('span', { className: 'only-read', textContent: `${texts.you}: ` }), said(id, text)),
    clock(at), el('span', { className: 'fate', hidden: true }));
  shown.set(id, element);
  place(element, at, quiet);
  toEnd();
  return element;
}

// What the server keeps is what stands here: it masks personal codes.
export function confirm(id, text) {
  const words = shown.get(id).querySelector('.bubble').lastChild;
  if (words.data !== said(id, text)) words.data = said(id, text);
  progress(id, null);
  fate(id, null);
  shown.get(id).dataset.stored = '';
}

// Whoever has read it back needs no other answer: the one to the sending may have been lost.
export const isStored = (id) => 'stored' in (shown.get(id)?.dataset ?? {});

export function fate(id, key) {
  const element = shown.get(id);
  if (!element || isStored(id)) return;
  const line = element.querySelector('.fate');
  const follow = nearEnd();
  element.classList.toggle('waiting', key === 'sending' || key === 'notSent');
  line.classList.toggle('bad', Boolean(key) && key !== 'sending');
  line.hidden = !key;
  line.textContent = key ? texts[key] : '';
  if (key && follow) toEnd();
}

// How much of a file has gone, from 0 to 1; null: no more to tell.
export function progress(id, part) {
  const element = shown.get(id);
  const bar = element?.querySelector('progress');
  if (part === null || isStored(id)) bar?.remove();
  else if (bar) bar.value = part;
  else element?.querySelector('.fate').before(el('progress', { max: 1, value: part, ariaLabel: texts.sending }));
}

// Somebody came by an invitation: it is opened by a tap of theirs, never by the address alone.
export function invite(open) {
  view.querySelector('.invitation')?.remove(); // the newer link is the one that is meant
  const button = el('button', { type: 'button', textContent: texts.openInvitation });
  const element = el('div', { className: 'message invitation', lang: iso(session.lang) }, el('p', { className: 'bubble', textContent: texts.invited }), el('div', { className: 'choices' }, button));
  button.addEventListener('click', () => { element.remove(); open(); });
  place(element, new Date(), false);
  toEnd();
}

// What the person said, a file by its name.
export const told = (text, name) => [name && `📎 ${name}`, text].filter(Boolean).join('\n');

export function showTheirs(activity, quiet) {
  let overtaken = [];
  const at = new Date(activity.timestamp);
  const data = activity.channelData ?? {};
  const element = el('div', { className: 'message' });
  if (activity.locale) element.lang = iso(activity.locale);
  if (data.alerts) element.classList.add('alerting');
  const bubble = el('p', { className: 'bubble' }, el('span', { className: 'only-read', lang: iso(session.lang), textContent: `${texts.assistant}: ` }), ...linked(data.chart?.title ?? activity.text ?? ''));
  if (data.chart) bubble.append(chart(data.chart));
  element.append(bubble);
  const link = INVITES.exec(activity.text ?? '')?.[0];
  if (link) element.append(...share(link));
  for (const file of activity.attachments ?? []) {
    if (PICTURES.includes(file.contentType)) element.append(el('img', { className: 'picture', src: address(file.contentUrl), alt: file.name }));
    element.append(el('a', { className: 'file', href: address(file.contentUrl), download: file.name, textContent: `⤓ ${texts.download}: ${file.name}` }));
  }
  if (activity.suggestedActions?.actions.length) element.append(choices(activity.suggestedActions.actions));
  if (data.form || data.input || activity.suggestedActions?.actions.length) overtaken = sheetsBeforeMine();
  if (data.form) element.append(sheet(data.form, activity.id, answer));
  else if (data.input) element.append(...native(data.input, answer));
  element.append(clock(at));
  shown.set(activity.id, element);

  const replaced = data.replaces && shown.get(data.replaces);
  if (replaced) {
    replaced.replaceWith(element);
    shown.set(data.replaces, element);
    return;
  }
  // A question of the past keeps its buttons (they may be standing ones), but not the field of a newer question.
  for (const old of view.querySelectorAll('.extra.single')) old.remove();
  overtake(overtaken, element.querySelector('form.sheet'));
  typing(false);
  const isSeen = place(element, at, quiet);
  $('newer').classList.remove('done');
  $('newer').hidden = isSeen;
  if (!quiet && document.hidden) count(counted() + 1);
  if (LANGS.includes(activity.locale)) session.spoken = activity.locale;
  if (!quiet) follow();
}

// Forms after which the person wrote something themselves: what is asked then goes on without them.
function sheetsBeforeMine() {
  const said = [...view.querySelectorAll('.message.mine')].at(-1);
  return said ? [...view.querySelectorAll('form.sheet')].filter((form) => form.compareDocumentPosition(said) & Node.DOCUMENT_POSITION_FOLLOWING) : [];
}

// What stood in a form is not lost: it stands in the form that is asked again, or stays to be read.
function overtake(forms, next) {
  for (const form of forms) {
    const values = form.filled();
    next?.fill(values);
    const told = next ? [] : form.told(values);
    if (told.length) form.replaceWith(el('p', { className: 'chosen', textContent: told.join(' · ') }));
    else form.remove();
  }
}

// Buttons give way to the choice; the server knows which of them still count.
function choices(actions) {
  const group = el('div', { className: 'choices', role: 'group', ariaLabel: texts.choices });
  for (const action of actions) {
    const button = el('button', { type: 'button', textContent: action.title });
    button.dataset.press = action.value.press;
    button.addEventListener('click', () => answer(action.title, { press: action.value.press }));
    group.append(button);
  }
  return group;
}

// After a press, a form sent or a plain answer: what it answered no longer asks.
export function settle(text, value) {
  for (const old of view.querySelectorAll('.extra.single')) old.remove();
  if (value?.press) {
    const button = [...view.querySelectorAll('[data-press]')].find((b) => b.dataset.press === value.press);
    button?.parentElement.replaceWith(el('p', { className: 'chosen', textContent: button.textContent }));
  }
  if (value?.form) {
    const form = [...view.querySelectorAll('form[data-form]')].find((f) => f.dataset.form === value.form);
    form?.replaceWith(el('p', { className: 'chosen', textContent: [text, ...form.told(value.fields ?? {})].join(' · ') }));
  }
}

let typingTimer;
export function typing(on) {
  clearTimeout(typingTimer);
  if (!on) { $('typing').hidden = true; return; }
  typingTimer = setTimeout(() => {
    const follow = nearEnd();
    $('typing').hidden = false;
    if (follow) toEnd();
    typingTimer = setTimeout(() => typing(false), TYPING_FADES);
  }, TYPING_SHOWS);
}

export function state(key) {
  $('state').hidden = !key;
  $('state').textContent = key ? texts[key] : '';
}

// Its place stays until the next message comes: nothing moves under a finger.
scroller.addEventListener('scroll', () => { if (nearEnd()) $('newer').classList.add('done'); });
