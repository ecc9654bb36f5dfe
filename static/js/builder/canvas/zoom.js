// The buttons for the size of the flow, and the keys + - 0.
import { fit, zoomTo } from './view.js';

const STEP = 1.25;

export function zooming(board) {
  const acts = {
    in: () => zoomTo(board, board.view.zoom * STEP),
    out: () => zoomTo(board, board.view.zoom / STEP),
    100: () => zoomTo(board, 1),
    fit: () => fit(board),
  };
  board.on('click', (event) => acts[event.target.closest('[data-zoom]')?.dataset.zoom]?.(), {}, board.root);
  board.on('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { '+': acts.in, '=': acts.in, '-': acts.out, 0: acts[100], f: acts.fit }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
