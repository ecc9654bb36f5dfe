// The rows of the outline: one stop for the Tab key, arrows go from one to the next.
//   rows() → links · rowOf(block) · blockOf(element) · mark(block) shows which one is open
const list = () => document.getElementById('outline');

export const rows = () => [...(list()?.querySelectorAll('a.step') ?? [])];
export const rowOf = (block) => document.getElementById(`step-${block}`)?.querySelector('a.step') ?? null;
export const blockOf = (element) => element?.closest?.('#outline a.step, #outline .line')?.closest('[data-step]').dataset.step ?? '';

export function mark(block) {
  for (const row of rows()) {
    if (row.dataset.block === block) row.setAttribute('aria-current', 'true');
    else row.removeAttribute('aria-current');
  }
  rove(rowOf(block) ?? undefined);
}

// rove lets the Tab key stop at one row alone.
export function rove(row = document.activeElement?.closest?.('#outline a.step')) {
  const all = rows();
  const stop = row ?? all.find((each) => each.tabIndex === 0 && each.hasAttribute('tabindex')) ?? all.find((each) => each.matches('[aria-current]')) ?? all[0];
  for (const each of all) each.tabIndex = each === stop ? 0 : -1;
}

const goals = {
  ArrowDown: (all, at) => all[at + 1],
  ArrowUp: (all, at) => all[at - 1],
  Home: (all) => all[0],
  End: (all) => all.at(-1),
};

document.addEventListener('keydown', (event) => {
  const row = event.target.closest?.('#outline a.step');
  if (!row || event.altKey || event.ctrlKey || event.metaKey || !goals[event.key]) return;
  event.preventDefault();
  const all = rows();
  const next = goals[event.key](all, all.indexOf(row));
  if (!next) return;
  if (event.shiftKey) document.dispatchEvent(new CustomEvent('builder:extend', { detail: { from: row, to: next } }));
  next.focus();
});

document.addEventListener('focusin', ({ target }) => target.matches?.('#outline a.step') && rove(target));
document.addEventListener('builder:applied', () => rove());

// Where an exit leads is one click away.
document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-goto]');
  if (!link || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  const row = rowOf(link.dataset.goto);
  row?.focus();
  row?.scrollIntoView({ block: 'center' });
});

rove();
