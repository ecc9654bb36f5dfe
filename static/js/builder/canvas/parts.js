// Puts what the server has drawn anew onto the canvas.
//   placeOnCanvas(element) → true when it belongs there
// One's own view stays, and what one has in hand: then it is put off until that is let go.
import { mergeLines } from './edges.js';
import { ready } from './rove.js';

export function placeOnCanvas(element) {
  const kind = kinds.find(([which]) => element.matches(which));
  const board = document.querySelector('bell-canvas')?.board;
  if (!kind) return false;
  if (board?.held) board.later(() => kind[1](board, element));
  else if (board) kind[1](board, element);
  return true;
}

const kinds = [
  ['[data-canvas]', begin],
  ['li.block', card],
  ['li.start-flag', flag],
  ['svg[data-edges]', lines],
];

// begin says what is gone; of a whole canvas, what does not come again.
function begin(board, { dataset }) {
  board.whole = 'whole' in dataset;
  board.stale = new Set(board.whole ? board.ids() : []);
  remove(board, JSON.parse(dataset.canvas));
}

function remove(board, ids) {
  for (const id of ids) {
    const li = board.card(id);
    if (!li) continue;
    const focused = li.contains(document.activeElement);
    const next = li.nextElementSibling ?? li.previousElementSibling;
    li.remove();
    board.picked.delete(id);
    if (board.from?.block === id) board.stopConnecting();
    if (board.chosen === id) board.chosen = '';
    if (focused) (next?.querySelector('header a') ?? board.canvas).focus({ preventScroll: true });
  }
  if (!board.list.querySelector('.block')) board.list.querySelector('.start-flag')?.remove();
}

function card(board, li) {
  const id = board.idOf(li);
  const old = board.card(id);
  board.stale.delete(id);
  li.classList.toggle('chosen', board.chosen === id);
  li.classList.toggle('marked', board.picked.has(id));
  const mark = li.querySelector('header a');
  if (board.chosen === id) mark.setAttribute('aria-current', 'true');
  else mark.removeAttribute('aria-current');
  board.place(li);
  if (!old) return void board.list.append(ready(board, li));
  const here = li.querySelector('.here');
  here?.replaceWith(old.querySelector('.here') ?? here); // who else is at this block
  const port = document.activeElement?.dataset?.port;
  const focused = old.contains(document.activeElement);
  old.replaceWith(ready(board, li));
  if (!focused) return;
  const again = port !== undefined && li.querySelector(`[data-port="${CSS.escape(port)}"]`);
  (again || mark).focus({ preventScroll: true });
}

function flag(board, li) {
  board.list.querySelector('.start-flag')?.remove();
  board.place(li);
  board.list.prepend(li);
}

function lines(board, svg) {
  remove(board, [...board.stale]);
  mergeLines(board, svg, board.whole);
}
