// Forms and the browser's own inputs for dates, numbers and telephone numbers.

import { iso, newId, session } from './session.js';
import { el, texts } from './words.js';
import { picker } from './pick.js';

// An ISO date or time that a native input gave us, as people write it.
export function readable(text) {
  const parts = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?$/.exec(text);
  if (!parts) return text;
  const date = new Date(`${parts[1]}T${parts[2] ?? '00:00'}`);
  return Number.isNaN(date.getTime()) ? text
    : date.toLocaleString(iso(session.lang), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', ...(parts[2] && { hour: '2-digit', minute: '2-digit' }) });
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
export function native(input, answer) {
  if (input.kind === 'File') return [picker(input, answer)];
  if (!TYPES[input.kind] || input.kind === 'Number') return [];
  const id = `in-${newId()}`;
  const box = control(input.kind, id, { ...input, isRequired: true });
  const form = el('form', { className: 'extra single' },
    el('div', {}, el('label', { htmlFor: id, textContent: texts[`in${input.kind}`], lang: iso(session.lang) }), box), el('button', { type: 'submit', textContent: texts.choose, lang: iso(session.lang) }));
  form.addEventListener('submit', (event) => { event.preventDefault(); answer(box.value); });
  return [form];
}

// "answer" is told what was filled in.
export function sheet(form, id, answer) {
  const sheetForm = el('form', { className: 'extra sheet' });
  sheetForm.dataset.form = form.handle;
  const [readers, tellers, fillers] = [{}, {}, {}];
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
      fillers[f.id] = (value) => { for (const box of set.querySelectorAll('input')) box.checked = value.split('\n').includes(box.value); };
      tellers[f.id] = (value) => options.filter((option) => value.split('\n').includes(option.handle)).map((option) => option.label).join(', ');
      sheetForm.append(set);
    } else {
      const input = control(f.kind, fieldId, f);
      sheetForm.append(el('div', {}, el('label', { htmlFor: fieldId, textContent: f.label }), input));
      readers[f.id] = () => input.value;
      fillers[f.id] = (value) => { input.value = value; };
      tellers[f.id] = readable;
    }
  }
  sheetForm.append(el('button', { type: 'submit', textContent: form.submit }));
  sheetForm.addEventListener('submit', (event) => {
    event.preventDefault();
    answer(form.submit, { form: form.handle, fields: sheetForm.filled() });
  });
  sheetForm.filled = () => Object.fromEntries(Object.entries(readers).map(([key, read]) => [key, read()]));
  // Asked again, it begins with what stood in it.
  sheetForm.fill = (values) => { for (const [key, value] of Object.entries(values)) if (value) fillers[key]?.(value); };
  // What was filled in, as people read it: it stays when the form is gone.
  sheetForm.told = (fields) => Object.entries(tellers).filter(([key]) => fields[key]).map(([key, told]) => told(fields[key]));
  return sheetForm;
}
