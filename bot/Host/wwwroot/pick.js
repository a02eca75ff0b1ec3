// Choosing the file that was asked for; words stay possible, below as ever.

import { iso, newId, session } from './session.js';
import { el, texts } from './words.js';

const MEGABYTE = 1024 * 1024;

// What is wrong with it, as far as can be told here; the server looks at its bytes as well.
function fault(file, { max, accepts }) {
  const end = /\.[^.]+$/.exec(file.name)?.[0].toLowerCase() ?? '';
  if (!accepts.split(',').includes(end)) return texts.fileKind.replace('{kinds}', accepts.replaceAll('.', '').replaceAll(',', ', ').toUpperCase());
  return file.size > Number(max) ? texts.fileTooLarge.replace('{count}', Math.floor(Number(max) / MEGABYTE)) : null;
}

export function picker(input, answer) {
  const [fileId, wordsId] = [`in-${newId()}`, `in-${newId()}`];
  const lang = iso(session.lang);
  const box = el('input', { type: 'file', id: fileId, accept: input.accepts, className: 'only-read' });
  const words = el('textarea', { rows: 2, id: wordsId });
  const name = el('output', { className: 'picked' });
  const problem = el('p', { className: 'problem', role: 'alert', hidden: true, lang });
  const rest = el('div', { hidden: true, lang }, el('label', { htmlFor: wordsId, textContent: texts.fileWords }), words);
  const send = el('button', { type: 'submit', textContent: texts.fileSend, hidden: true, lang });
  const form = el('form', { className: 'extra single sheet pick' }, el('label', { className: 'pick', lang }, box, el('span', { textContent: texts.inFile })), name, problem, rest, send);
  name.setAttribute('for', fileId);
  let chosen = null;
  box.addEventListener('change', () => {
    const [file] = box.files;
    if (!file) return;
    const wrong = fault(file, input);
    problem.hidden = !wrong;
    problem.textContent = wrong ?? '';
    name.textContent = `📎 ${file.name}`;
    chosen = wrong ? null : file;
    rest.hidden = send.hidden = !chosen;
    if (chosen) form.scrollIntoView({ block: 'nearest' });
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (!chosen || send.disabled) return;
    send.disabled = true;
    try {
      // Its bytes as they are now: a file that is changed or taken away while it is sent would never arrive.
      answer(words.value.trim(), null, { name: chosen.name, bytes: new Blob([await chosen.arrayBuffer()]) });
    } catch {
      problem.hidden = false;
      problem.textContent = texts.fileLost;
      send.disabled = false;
    }
  });
  return form;
}
