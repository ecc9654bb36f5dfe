// Keys of the page: Ctrl Z and Y, Ctrl D, Ctrl F; and of a row of the outline: A or + adds behind it,
// Delete removes, Alt and an arrow moves it in its chain.
import { add, duplicate, redo, remove, shift, undo } from './acts.js';
import { page } from './page.js';
import { subjects } from './picked.js';
import { blockOf } from './rows.js';
import { fetchSheet } from './sheet.js';

const writes = (target) => target.closest?.('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
  const act = event.ctrlKey || event.metaKey ? withControl(event) : plain(event);
  if (!act) return;
  event.preventDefault();
  act();
});

function withControl(event) {
  const key = event.key.toLowerCase();
  if (key === 'f' && !event.shiftKey && !event.altKey) return () => fetchSheet(`${page.path}/find?view=${page.view}`);
  if (writes(event.target) || event.altKey) return null; // there they are the field's own
  if (key === 'z') return event.shiftKey ? redo : undo;
  if (key === 'y') return redo;
  if (key === 'd' && subjects().length) return () => duplicate(subjects());
  return null;
}

function plain(event) {
  const card = event.target.closest?.('#canvas .block > header')?.parentElement.id.slice('card-'.length);
  const block = blockOf(event.target) || card;
  if (!block) return null;
  if (event.key === 'a' && !event.altKey) return () => add({ after: block });
  if (card) return null; // the canvas has keys of its own
  if (event.altKey) {
    const by = { ArrowUp: 'up', ArrowDown: 'down' }[event.key];
    return by ? () => shift(block, by) : null;
  }
  if (event.key === '+') return () => add({ after: block });
  if (event.key === 'Delete' || event.key === 'Backspace') return () => remove(subjects());
  return null;
}
