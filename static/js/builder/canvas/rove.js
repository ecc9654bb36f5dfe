// One card at a time is in the order of Tab, with its exits: the last one that had the focus.
//   ready(board, li) → li   for a card that is new
import { reveal } from './view.js';

export function roving(board) {
  for (const li of board.list.querySelectorAll(':scope > .block')) ready(board, li);
  const first = board.chosen || board.list.querySelector('.start-flag')?.dataset.start || board.ids()[0];
  enter(board, first);
  board.on('focusin', ({ target }) => {
    const id = board.idOf(target);
    if (!id) return;
    enter(board, id);
    if (target.matches(':focus-visible')) reveal(board, id);
  });
}

export function ready(board, li) {
  const here = board.idOf(li) === board.current;
  for (const stop of li.querySelectorAll('header a, .port')) stop.tabIndex = here ? 0 : -1;
  return li;
}

function enter(board, id) {
  const before = board.current;
  board.current = id;
  for (const one of new Set([before, id])) {
    const li = one && board.card(one);
    if (li) ready(board, li);
  }
}
