// The chat page. What a person wrote is kept in sessionStorage until the server has it on disk; what the server said is read by watermark,
// from where we were. So neither a reload nor a broken connection loses or repeats a message.

const MAX_TEXT = 8000; // UTF-16 units
const POST_TIMEOUT = 15_000; // ms
const TYPING_SHOWS = 400; // ms: an answer that is there at once needs no announcement
const TYPING_FADES = 12_000; // ms
const RETRY = [1_000, 2_000, 4_000, 8_000, 15_000]; // ms
const SLEEP = 30_000; // ms
const NEAR_END = 120; // px
const FINGER = matchMedia('(pointer: coarse)'); // focus in the field would bring up the keyboard over the question
const LANGS = ['et', 'et-easy', 'ru', 'en'];

const $ = (id) => document.getElementById(id);
const el = (tag, props = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
};
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const newId = () => [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, '0')).join('');

const role = new URLSearchParams(location.search).get('role');
const root = '/v3/directline';
const address = (path) => (role ? `${path}${path.includes('?') ? '&' : '?'}role=${encodeURIComponent(role)}` : path);
const [view, scroller, compose, field] = [$('log'), document.querySelector('main'), $('compose'), $('text')];

// What survives a reload of this tab.
const storeKey = `chat.${role ?? ''}`;
const kept = { conversation: null, queue: [], lang: null, draft: '', ...JSON.parse(sessionStorage.getItem(storeKey) ?? '{}') };
let gone = false;
const keep = () => gone || sessionStorage.setItem(storeKey, JSON.stringify(kept));

let texts = {};
const iso = (code) => code.slice(0, 2); // et-easy is Estonian too
let lang = LANGS.includes(kept.lang) ? kept.lang : navigator.languages.map((l) => l.slice(0, 2)).find((l) => LANGS.includes(l)) ?? 'et';
let token = null;
let watermark = '0';
let source = null;
let sending = false;
let unread = 0;
let spoken = null; // language of the conversation
let roles = []; // that may be tried out here
const shown = new Map(); // activity id -> element

// ---- the page's own few words

async function speak(code) {
  lang = code;
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await fetch(`/page-texts?lang=${code}`);
      if (!answer.ok) throw new Error(answer.status);
      const read = await answer.json();
      if (code !== lang) return;
      texts = read;
      break;
    } catch {
      await wait(RETRY[Math.min(attempt, RETRY.length - 1)]);
    }
  }
  document.documentElement.lang = iso(code);
  retitle();
  for (const node of document.querySelectorAll('[data-text]')) node.textContent = texts[node.dataset.text] ?? '';
  for (const node of document.querySelectorAll('[data-label]')) node.setAttribute('aria-label', texts[node.dataset.label] ?? '');
  for (const node of document.querySelectorAll('[data-placeholder]')) node.placeholder = texts[node.dataset.placeholder] ?? '';
  for (const node of document.querySelectorAll('[data-hint]')) node.title = texts[node.dataset.hint] ?? '';
  showRoles();
  for (const node of document.querySelectorAll('[data-lang]')) node.setAttribute('aria-pressed', String(node.dataset.lang === code));
}

const retitle = () => { document.title = (unread ? `(${unread}) ` : '') + (texts.title ?? '·'); };

// ---- showing

const nearEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
const toEnd = () => { scroller.scrollTop = scroller.scrollHeight; $('newer').hidden = true; };

// Down to the end, but never past the beginning of what is new: an answer is read from its first word.
function reveal(first) {
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
    view.append(el('p', { className: 'day', textContent: at.toLocaleDateString(iso(lang), { weekday: 'long', day: 'numeric', month: 'long' }) }));
  }
  element.classList.toggle('fresh', !quiet);
  view.append(element);
  return follow;
}

// An ISO date or time that a native input gave us, as people write it.
function readable(text) {
  const parts = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?$/.exec(text);
  if (!parts) return text;
  const date = new Date(`${parts[1]}T${parts[2] ?? '00:00'}`);
  return Number.isNaN(date.getTime()) ? text
    : date.toLocaleString(iso(lang), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', ...(parts[2] && { hour: '2-digit', minute: '2-digit' }) });
}

// Telephone numbers and addresses in our own texts can be tapped.
function linked(text) {
  return text.split(/(https:\/\/[^\s]+[^\s.,;:!?)]|\b112\b|\b116[ \u00a0]?\d{3}\b|\+\d[\d \u00a0]{6,14}\d)/u).map((part, i) => {
    if (i % 2 === 0) return part;
    const isWeb = part.startsWith('https:');
    return el('a', { href: isWeb ? part : `tel:${part.replace(/\s/gu, '')}`, textContent: part, ...(isWeb && { target: '_blank', rel: 'noopener noreferrer' }) });
  });
}

const clock = (at) => el('time', { dateTime: at.toISOString(), textContent: at.toLocaleTimeString(iso(lang), { hour: '2-digit', minute: '2-digit' }) });

function showMine(id, text, at, quiet, locale) {
  const element = el('div', { className: 'message mine' },
    el('p', { className: 'bubble', lang: iso(locale ?? lang) }, el('span', { className: 'only-read', textContent: `${texts.you}: ` }), readable(text)),
    clock(at), el('span', { className: 'fate', hidden: true }));
  shown.set(id, element);
  place(element, at, quiet);
  toEnd();
  return element;
}

// What the server keeps is what stands here: it masks personal codes.
function confirm(id, text) {
  const words = shown.get(id).querySelector('.bubble').lastChild;
  if (words.data !== readable(text)) words.data = readable(text);
  fate(id, null);
}

function fate(id, key) {
  const element = shown.get(id);
  if (!element) return;
  const line = element.querySelector('.fate');
  element.classList.toggle('waiting', key === 'sending' || key === 'notSent');
  line.classList.toggle('bad', key === 'notSent' || key === 'refused');
  line.hidden = !key;
  line.textContent = key ? texts[key] : '';
}

function showTheirs(activity, quiet) {
  const at = new Date(activity.timestamp);
  const data = activity.channelData ?? {};
  const element = el('div', { className: 'message' });
  if (activity.locale) element.lang = iso(activity.locale);
  if (data.alerts) element.classList.add('alerting');
  const bubble = el('p', { className: 'bubble' }, el('span', { className: 'only-read', lang: iso(lang), textContent: `${texts.assistant}: ` }), ...linked(activity.text ?? ''));
  element.append(bubble);
  for (const file of activity.attachments ?? []) {
    element.append(el('a', { className: 'file', href: address(file.contentUrl), download: file.name, textContent: `⤓ ${texts.download}: ${file.name}` }));
  }
  if (activity.suggestedActions?.actions.length) element.append(choices(activity.suggestedActions.actions));
  if (data.form) element.append(sheet(data.form, `${activity.id}`));
  else if (data.input) element.append(...native(data.input));
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
  typing(false);
  if (!place(element, at, quiet)) $('newer').hidden = false;
  if (!quiet && document.hidden) { unread++; retitle(); }
  if (LANGS.includes(activity.locale)) spoken = activity.locale;
  if (!quiet) follow();
}

// The page's own words go with the conversation.
function follow() {
  if (!spoken || spoken === lang) return;
  kept.lang = spoken;
  keep();
  speak(spoken);
}

// Buttons give way to the choice; the server knows which of them still count.
function choices(actions) {
  const group = el('div', { className: 'choices', role: 'group', ariaLabel: texts.choices });
  for (const action of actions) {
    const button = el('button', { type: 'button', textContent: action.title });
    button.dataset.press = action.value.press;
    button.addEventListener('click', () => say(action.title, { press: action.value.press }));
    group.append(button);
  }
  return group;
}

// After a press, a form sent or a plain answer: what it answered no longer asks.
function settle(text, value) {
  for (const old of view.querySelectorAll('.extra.single')) old.remove();
  if (value?.press) {
    const button = [...view.querySelectorAll('[data-press]')].find((b) => b.dataset.press === value.press);
    button?.parentElement.replaceWith(el('p', { className: 'chosen', textContent: button.textContent }));
  }
  if (value?.form) {
    const form = [...view.querySelectorAll('form[data-form]')].find((f) => f.dataset.form === value.form);
    form?.replaceWith(el('p', { className: 'chosen', textContent: text }));
  }
}

const TYPES = { Number: 'number', Date: 'date', Time: 'time', DateTime: 'datetime-local', Phone: 'tel' };

function control(kind, id, { min, max, value, isRequired }) {
  const input = kind === 'Text' ? el('textarea', { rows: 3 }) : el('input', { type: TYPES[kind] ?? 'text' });
  Object.assign(input, { id, required: Boolean(isRequired) });
  if (kind === 'Phone') input.autocomplete = 'tel';
  if (kind === 'Number') input.inputMode = 'numeric';
  if (min) input.min = min;
  if (max) input.max = max;
  if (value) input.value = value;
  return input;
}

// One native input for the question just asked; writing in words stays possible. Numbers are typed as quickly below, several at once too.
function native(input) {
  if (!TYPES[input.kind] || input.kind === 'Number') return [];
  const id = `in-${newId()}`;
  const box = control(input.kind, id, { ...input, isRequired: true });
  const form = el('form', { className: 'extra single' },
    el('div', {}, el('label', { htmlFor: id, textContent: texts[`in${input.kind}`], lang: iso(lang) }), box), el('button', { type: 'submit', textContent: texts.choose, lang: iso(lang) }));
  form.addEventListener('submit', (event) => { event.preventDefault(); say(box.value); });
  return [form];
}

function sheet(form, id) {
  const sheetForm = el('form', { className: 'extra sheet' });
  sheetForm.dataset.form = form.handle;
  const readers = {};
  for (const [i, f] of form.fields.entries()) {
    const fieldId = `f-${id}-${i}`;
    const options = f.kind === 'YesNo' ? [{ handle: 'yes', label: texts.yes }, { handle: 'no', label: texts.no }] : f.choices ?? [];
    if (['Choice', 'Choices', 'YesNo'].includes(f.kind)) {
      const type = f.kind === 'Choices' ? 'checkbox' : 'radio';
      const set = el('fieldset', {}, el('legend', { textContent: f.label }));
      const picked = (f.value ?? '').split('\n');
      for (const option of options) {
        set.append(el('label', {}, el('input', { type, name: fieldId, value: option.handle, checked: picked.includes(option.handle), required: type === 'radio' && Boolean(f.isRequired) }), option.label));
      }
      readers[f.id] = () => [...set.querySelectorAll(':checked')].map((o) => o.value).join('\n');
      sheetForm.append(set);
    } else {
      const input = control(f.kind, fieldId, f);
      sheetForm.append(el('div', {}, el('label', { htmlFor: fieldId, textContent: f.label }), input));
      readers[f.id] = () => input.value;
    }
  }
  sheetForm.append(el('button', { type: 'submit', textContent: form.submit }));
  sheetForm.addEventListener('submit', (event) => {
    event.preventDefault();
    say(form.submit, { form: form.handle, fields: Object.fromEntries(Object.entries(readers).map(([key, read]) => [key, read()])) });
  });
  return sheetForm;
}

let typingTimer;
function typing(on) {
  clearTimeout(typingTimer);
  if (!on) { $('typing').hidden = true; return; }
  typingTimer = setTimeout(() => {
    const follow = nearEnd();
    $('typing').hidden = false;
    if (follow) toEnd();
    typingTimer = setTimeout(() => typing(false), TYPING_FADES);
  }, TYPING_SHOWS);
}

function state(key) {
  $('state').hidden = !key;
  $('state').textContent = key ? texts[key] : '';
}

// ---- reading

function take(set, quiet) {
  const follow = quiet || nearEnd();
  const last = view.lastElementChild;
  for (const activity of set.activities) {
    const mine = activity.from.role === 'user';
    const id = mine ? activity.channelData?.clientActivityID ?? activity.id : activity.id;
    if (mine) {
      kept.queue = kept.queue.filter((waiting) => waiting.id !== id);
      settle(activity.text ?? '', activity.value);
    }
    if (shown.has(id)) {
      if (mine) confirm(id, activity.text ?? '');
    } else if (mine) showMine(id, activity.text ?? '', new Date(activity.timestamp), quiet, activity.locale);
    else showTheirs(activity, quiet);
  }
  watermark = set.watermark;
  keep();
  const first = last?.isConnected ? last.nextElementSibling : view.firstElementChild;
  if (quiet) toEnd();
  else if (follow && first && !first.classList.contains('mine')) reveal(first);
}

async function call(method, path, body) {
  return fetch(address(root + path), {
    method,
    headers: { ...(token && { Authorization: `Bearer ${token}` }), ...(body && { 'Content-Type': 'application/json' }) },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(POST_TIMEOUT),
  });
}

let opening = null;
const open = () => opening ??= enter().finally(() => { opening = null; });

async function enter() {
  for (let attempt = 0; !gone; attempt++) {
    try {
      const answer = await call('POST', '/conversations');
      if (!answer.ok) throw new Error(answer.status);
      const opened = await answer.json();
      token = opened.token;
      if (kept.conversation !== opened.conversationId || watermark === '0') {
        if (kept.conversation && kept.conversation !== opened.conversationId) forgetView();
        kept.conversation = opened.conversationId;
        keep();
        roles = opened.roles ?? [];
        showRoles();
        await history();
      }
      listen();
      return;
    } catch {
      state(attempt < 2 ? 'connecting' : 'offline');
      await wait(RETRY[Math.min(attempt, RETRY.length - 1)]);
    }
  }
}

// Everything until now at once, without reading it all out; whoever comes for the first time is announced, and thereby greeted.
async function history() {
  view.setAttribute('aria-live', 'off');
  for (let more = true; more;) {
    const answer = await call('GET', `/conversations/${kept.conversation}/activities?watermark=${watermark}`);
    if (!answer.ok) throw new Error(answer.status);
    const set = await answer.json();
    more = set.watermark !== watermark;
    take(set, true);
  }
  for (const waiting of kept.queue) {
    if (!shown.has(waiting.id)) showMine(waiting.id, waiting.text, new Date(waiting.at), true);
    fate(waiting.id, 'sending');
    settle(waiting.text, waiting.value);
  }
  setTimeout(() => view.setAttribute('aria-live', 'polite'), 300);
  if (!kept.lang) follow();
  if (watermark === '0') await post({ type: 'event', name: 'webchat/join', locale: lang, channelData: { clientActivityID: 'join' } });
}

function forgetView() {
  view.replaceChildren();
  delete view.dataset.day;
  shown.clear();
  watermark = '0';
}

function listen() {
  source?.close();
  source = new EventSource(address(`${root}/conversations/${kept.conversation}/stream?watermark=${watermark}`));
  const mine = source;
  let [trouble, errors] = [0, 0];
  mine.addEventListener('open', () => { clearTimeout(trouble); errors = 0; state(null); send(); });
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

// ---- writing

function say(text, value) {
  const waiting = { id: newId(), text, value, at: Date.now() };
  kept.queue.push(waiting);
  keep();
  showMine(waiting.id, text, new Date(waiting.at), false);
  fate(waiting.id, 'sending');
  settle(text, value);
  if (document.activeElement !== field) (FINGER.matches ? view : field).focus({ preventScroll: true });
  send();
}

const post = (activity) => call('POST', `/conversations/${kept.conversation}/activities`, activity);

// One after the other, so that what was written first arrives first.
async function send() {
  if (sending || !token) return;
  sending = true;
  try {
    for (let attempt = 0; kept.queue.length && !gone;) {
      const waiting = kept.queue[0];
      let answer = null;
      try {
        answer = await post({ type: 'message', text: waiting.text, value: waiting.value, locale: lang, channelData: { clientActivityID: waiting.id } });
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
      await wait(asked || RETRY[Math.min(attempt++, RETRY.length - 1)]);
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

// ---- hiding, languages, roles

const tabs = new BroadcastChannel('chat');
tabs.addEventListener('message', () => hide());

function hide(isFirst) {
  if (gone) return;
  gone = true;
  if (isFirst) tabs.postMessage('hide'); // every tab that shows the chat
  document.body.classList.add('gone');
  document.title = '·';
  source?.close();
  forgetView();
  sessionStorage.clear();
  location.replace(`/hide?lang=${lang}`);
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
    if (token) post({ type: 'event', name: 'language', locale: lang, channelData: { clientActivityID: newId() } }).catch(() => {});
  });
}

function showRoles() {
  $('roles').hidden = roles.length === 0;
  $('roles').replaceChildren(...[null, ...roles].filter(() => roles.length).map((name) => {
    const link = el('a', { href: name ? `/?role=${name}` : '/', textContent: texts[`role-${name ?? 'parent'}`] ?? name, target: name === role ? '' : `chat-${name ?? 'parent'}` });
    if (name === role) link.setAttribute('aria-current', 'page');
    return link;
  }));
}

// A connection may have died unnoticed while the phone slept.
let hiddenSince = 0;
const wake = () => {
  unread = 0;
  retitle();
  if (source?.readyState === EventSource.CLOSED || (hiddenSince && Date.now() - hiddenSince > SLEEP)) open();
  hiddenSince = 0;
};
document.addEventListener('visibilitychange', () => (document.hidden ? hiddenSince = Date.now() : wake()));
addEventListener('focus', wake);
addEventListener('online', () => { open(); send(); });
scroller.addEventListener('scroll', () => { if (nearEnd()) $('newer').hidden = true; });
$('newer').addEventListener('click', () => { toEnd(); field.focus(); });

await speak(lang);
field.value = kept.draft;
grow();
state('connecting');
await open();
if (!FINGER.matches) field.focus();
