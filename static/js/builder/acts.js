// What is done with blocks, wherever it was asked for: a key, a button, a menu.
//   duplicate(ids) · remove(ids) · shift(id, 'up' | 'down') · start(id) · undo() · redo()
//   add({ after, port, x, y })   the palette
import { send } from './ops.js';
import { page } from './page.js';
import { part } from './part.js';
import { open } from './panel.js';
import { flush } from './fields.js';
import { letGo, subjects } from './picked.js';
import { rowOf } from './rows.js';
import { settled } from './settled.js';
import { fetchSheet, show } from './sheet.js';
import { copy, cut } from './clipboard.js';

const quiet = () => {}; // send has said why

export const duplicate = (ids) => send('duplicate', { blocks: ids.join(',') }).then(({ blocks }) => (letGo(), open(blocks[0])), quiet);

export async function remove(ids) {
  if (!ids.length) return;
  flush();
  await settled();
  const { status, html } = await part('/removal', { query: page.look({ blocks: ids.join(',') }) }).catch(() => ({ status: 0 }));
  if (status === 200) return show(html);
  await send('delete', { blocks: ids.join(',') }).then(() => page.tell('Deleted. Undo brings it back.'), quiet);
  letGo();
}

export async function shift(block, by) {
  await send('shift', { block, by }).then(() => page.tell(`Moved ${by}`), quiet);
  rowOf(block)?.scrollIntoView({ block: 'nearest' });
}

export const start = (block) => send('start', { block }).then(() => page.tell('The flow begins here now.'), quiet);
export const undo = () => (flush(), send('undo').then(() => page.tell('Undone'), quiet));
export const redo = () => (flush(), send('redo').then(() => page.tell('Done again'), quiet));
export const add = (where) => fetchSheet(`${page.path}/palette?${new URLSearchParams(where)}`, where);

const forBlock = {
  copy: (id) => copy([id]),
  delete: (id) => remove([id]),
  duplicate: (id) => duplicate([id]),
  start,
  up: (id) => shift(id, 'up'),
  down: (id) => shift(id, 'down'),
};
const forPicked = { copy, duplicate, delete: remove, cut, none: letGo };

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-block-act], [data-picked][type=button], [data-again]');
  if (!button || button.getAttribute('aria-disabled') === 'true') return;
  const { blockAct, picked, again } = button.dataset;
  button.closest('[popover]')?.hidePopover();
  if (blockAct) forBlock[blockAct](document.getElementById('settings').dataset.block);
  else if (again) ({ undo, redo })[again]();
  else forPicked[picked](subjects());
});

document.addEventListener('deskbell:delete', ({ detail: { blocks } }) => remove(blocks));
document.addEventListener('deskbell:add', ({ detail }) => add(detail));
