// Who else has the flow open, and at which block.
//   here(html)   what the stream has sent
import { page } from './page.js';
import { tab } from './tab.js';

let others = [];

export function here(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('editors');
  const all = [...(fresh?.children ?? [])].filter(({ dataset }) => dataset.editor !== document.documentElement.dataset.me);
  const names = new Set(others.map(({ name }) => name));
  others = all.map(({ dataset: { name, at } }) => ({ name, at }));
  const faces = new Map(all.map((face) => [face.dataset.editor, face]));
  document.getElementById('editors').replaceChildren(...faces.values());
  for (const { name } of others) if (!names.has(name)) page.tell(`${name} is here`);
  draw();
}

function draw() {
  for (const slot of document.querySelectorAll('[data-here]')) {
    const names = others.filter(({ at }) => at && at === slot.dataset.here).map(({ name }) => name);
    const words = names.length ? `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} here` : '';
    if (slot.textContent !== words) slot.textContent = words;
  }
  const note = document.getElementById('panel-note');
  if (!note) return;
  const names = others.filter(({ at }) => at && at === page.chosen).map(({ name }) => name);
  note.hidden = !names.length;
  note.textContent = names.length ? `${names.join(' and ')} ${names.length === 1 ? 'has' : 'have'} this block open too.` : '';
}

document.addEventListener('builder:applied', draw);

document.addEventListener('builder:moved', ({ detail: { block } }) => {
  draw();
  fetch(`${page.path}/here`, { method: 'POST', body: new URLSearchParams({ tab, block }), headers: { Accept: 'application/json' } }).catch(() => {});
});
