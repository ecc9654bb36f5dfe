// Cards are moved by dragging them, several when several are picked: one operation at the end. Escape
// puts them back.
import { gesture } from './gesture.js';
import { linesOf } from './edges.js';
import { send } from '../ops.js';

const GRID = 20;

export function dragging(board) {
  board.on('dragstart', (event) => event.preventDefault());
  board.on('pointerdown', (event) => {
    const id = board.idOf(event.target);
    if (event.button !== 0 || !id || event.target.closest('.port') || board.from) return;
    grab(board, id, event);
  });
}

function grab(board, id, down) {
  let ids;
  let before;
  let redraw;
  const cards = () => ids.map((one) => board.card(one)).filter(Boolean);
  const drop = () => {
    for (const li of cards()) li.classList.remove('moving');
  };
  gesture(board, down, {
    begin: () => {
      ids = board.picked.has(id) ? [...board.picked].filter((one) => board.card(one)) : [id];
      before = new Map(ids.map((one) => [one, board.at(one)]));
      board.held = ids;
      redraw = linesOf(board, ids);
      for (const li of cards()) li.classList.add('moving');
    },
    move: (event) => {
      const { x, y } = before.get(id);
      const { zoom } = board.view;
      const dx = snap(x + (event.clientX - down.clientX) / zoom) - x;
      const dy = snap(y + (event.clientY - down.clientY) / zoom) - y;
      for (const [one, at] of before) board.put(one, at.x + dx, at.y + dy);
      redraw();
    },
    end: () => {
      drop();
      save(board, before);
    },
    quit: () => {
      drop();
      back(board, before);
    },
  });
}

const snap = (n) => Math.round(n / GRID) * GRID;

function back(board, before) {
  const redraw = linesOf(board, [...before.keys()]);
  for (const [id, { x, y }] of before) if (board.card(id)) board.put(id, x, y);
  redraw();
}

// save keeps where cards stand now; before is where they were, for the case that it is refused.
export async function save(board, before) {
  const moves = {};
  for (const [id, { x, y }] of before) {
    if (!board.card(id)) continue;
    const now = board.at(id);
    if (now.x !== x || now.y !== y) moves[id] = { x: now.x, y: now.y };
  }
  if (!Object.keys(moves).length) return;
  try {
    await send('move', { moves: JSON.stringify(moves) });
  } catch {
    back(board, before); // send has said why
  }
}
