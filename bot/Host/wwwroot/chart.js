// A chart of a few bars, drawn: for eyes by its shapes, for screen readers by its title and what stands on the bars.

import { newId } from './session.js';

const [WIDTH, STEP, TRACK, HIGH] = [320, 46, 262, 14]; // units of the drawing

const part = (tag, props, text) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [key, value] of Object.entries(props)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
};

export function chart({ title, bars }) {
  const id = newId();
  const height = bars.length * STEP;
  const drawn = part('svg', { class: 'chart', role: 'img', viewBox: `0 0 ${WIDTH} ${height}`, 'aria-labelledby': `t-${id}`, 'aria-describedby': `d-${id}` });
  drawn.append(part('title', { id: `t-${id}` }, title), part('desc', { id: `d-${id}` }, bars.map((bar) => `${bar.label}: ${bar.value}/${bar.of}`).join('. ')));
  for (const [i, bar] of bars.entries()) {
    const top = i * STEP;
    drawn.append(
      part('text', { x: 0, y: top + 15 }, bar.label),
      part('rect', { class: 'track', x: 0, y: top + 22, width: TRACK, height: HIGH, rx: HIGH / 2 }),
      part('rect', { class: 'full', x: 0, y: top + 22, width: Math.max(TRACK * bar.value / bar.of, bar.value ? HIGH : 0), height: HIGH, rx: HIGH / 2 }),
      part('text', { class: 'value', x: WIDTH, y: top + 34, 'text-anchor': 'end' }, `${bar.value}/${bar.of}`),
    );
  }
  return drawn;
}
