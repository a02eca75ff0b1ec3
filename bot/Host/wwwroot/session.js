// What this tab knows: whom it talks for, where it is in the conversation, and what survives a reload. And the way to the server.

export const LANGS = ['et', 'et-easy', 'ru', 'en'];
export const RETRY = [1_000, 2_000, 4_000, 8_000, 15_000]; // ms
const POST_TIMEOUT = 15_000; // ms
const ROOT = '/v3/directline';

const role = new URLSearchParams(location.search).get('role');
const storeKey = `chat.${role ?? ''}`;

// What a person wrote is kept in sessionStorage until the server has it on disk.
const kept = { conversation: null, queue: [], lang: null, draft: '', invitation: null, ...JSON.parse(sessionStorage.getItem(storeKey) ?? '{}') };

export const session = {
  role,
  kept,
  lang: LANGS.includes(kept.lang) ? kept.lang : navigator.languages.map((l) => l.slice(0, 2)).find((l) => LANGS.includes(l)) ?? 'et',
  spoken: null, // language of the conversation
  token: null,
  watermark: '0',
  gone: false, // hidden: nothing is kept any more
};

export const keep = () => session.gone || sessionStorage.setItem(storeKey, JSON.stringify(kept));

// An invitation's code comes behind the # of the address, which no server sees and no history keeps.
export function invited() {
  const code = /^#k=([\w-]{16,64})$/.exec(location.hash)?.[1];
  if (!code) return;
  kept.invitation = code;
  keep();
  history.replaceState(null, '', location.pathname + location.search);
}

export const iso = (code) => code.slice(0, 2); // et-easy is Estonian too
export const wait = (ms) => new Promise((done) => setTimeout(done, ms));
export const retryAfter = (attempt) => wait(RETRY[Math.min(attempt, RETRY.length - 1)]);
export const newId = () => [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, '0')).join('');
export const address = (path) => (role ? `${path}${path.includes('?') ? '&' : '?'}role=${encodeURIComponent(role)}` : path);
export const streamAddress = () => address(`${ROOT}/conversations/${kept.conversation}/stream?watermark=${session.watermark}`);

export async function call(method, path, body) {
  return fetch(address(ROOT + path), {
    method,
    headers: { ...(session.token && { Authorization: `Bearer ${session.token}` }), ...(body && { 'Content-Type': 'application/json' }) },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(POST_TIMEOUT),
  });
}

// Not fetch: it does not tell how far it is. The answer is a status; 0: there was no connection.
export const upload = (form, told) => new Promise((done) => {
  const request = new XMLHttpRequest();
  request.open('POST', address(`${ROOT}/conversations/${kept.conversation}/upload`));
  request.setRequestHeader('Authorization', `Bearer ${session.token}`);
  request.upload.addEventListener('progress', (event) => event.lengthComputable && told(event.loaded / event.total));
  request.addEventListener('loadend', () => done(request.status));
  request.send(form);
});

export const post = (activity) => call('POST', `/conversations/${kept.conversation}/activities`, activity);
