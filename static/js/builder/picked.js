// Several blocks at once: Ctrl or Shift and a click (or Shift and an arrow, or Space) pick rows of the
// outline; the canvas has its own way and says 'deskbell:picked' {blocks}.
//   subjects() → ids   what is picked, else the block that one is at
//   letGo()
import { blockOf, rowOf, rows } from './rows.js';
import { page } from './page.js';

let picked = new Set();
let anchor = '';

export function subjects() {
  if (picked.size) return [...picked];
  const at = blockOf(document.activeElement) || (document.activeElement?.closest('#canvas .block')?.id.slice('card-'.length) ?? '');
  return at ? [at] : page.chosen ? [page.chosen] : [];
}

export const letGo = () => {
  pick([]);
  document.dispatchEvent(new CustomEvent('deskbell:letgo'));
};

function pick(blocks, { own = true } = {}) {
  picked = new Set(blocks);
  if (own) for (const row of rows()) row.toggleAttribute('data-picked', picked.has(row.dataset.block));
  const bar = document.getElementById('picked');
  bar.hidden = picked.size < (own ? 1 : 2);
  const words = `${picked.size} ${picked.size === 1 ? 'block' : 'blocks'} chosen`;
  bar.querySelector('[data-count]').textContent = words;
  if (own && picked.size) page.tell(words);
}

function toggle(block) {
  anchor = block;
  const next = new Set(picked);
  if (!next.delete(block)) next.add(block);
  pick(next);
}

function range(from, to) {
  const all = rows().map((row) => row.dataset.block);
  const [a, b] = [all.indexOf(from), all.indexOf(to)].sort((x, y) => x - y);
  if (a >= 0) pick(new Set([...picked, ...all.slice(a, b + 1)]));
}

document.addEventListener(
  'click',
  (event) => {
    const row = event.target.closest('#outline a.step');
    if (!row) return;
    if (event.ctrlKey || event.metaKey) toggle(row.dataset.block);
    else if (event.shiftKey) range(anchor || page.chosen || row.dataset.block, row.dataset.block);
    else return picked.size ? letGo() : undefined;
    event.preventDefault();
    event.stopPropagation();
    row.focus();
  },
  true,
);

document.addEventListener('keydown', (event) => {
  const row = event.target.closest?.('#outline a.step');
  if (event.key === 'Escape' && picked.size && !event.target.closest('dialog, [popover]')) return letGo();
  if (!row || event.key !== ' ') return;
  event.preventDefault();
  toggle(row.dataset.block);
});

document.addEventListener('builder:extend', ({ detail: { from, to } }) => range(from.dataset.block, to.dataset.block));
document.addEventListener('deskbell:picked', ({ detail: { blocks } }) => pick(blocks, { own: false }));
document.addEventListener('builder:applied', () => {
  const left = [...picked].filter((block) => rowOf(block) ?? document.getElementById(`card-${block}`));
  if (left.length !== picked.size) pick(left);
});
