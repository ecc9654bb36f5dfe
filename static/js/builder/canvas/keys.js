// Arrow keys go from card to card; with Alt they move the card, or those that are picked, by 20 px, kept
// as one operation once they rest. On the canvas itself they move one's view.
import { linesOf } from './edges.js';
import { save } from './drag.js';
import { reveal } from './view.js';

const STEP = 20;
const REST = 400; // ms
const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function keys(board) {
  const moving = mover(board);
  board.on('keydown', (event) => {
    const way = ways[event.key];
    if (!way || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const id = board.idOf(event.target);
    if (!id) return board.look({ x: board.view.x - way[0] * 60, y: board.view.y - way[1] * 60 });
    if (event.altKey) return moving(id, way);
    const next = neighbour(board, id, way);
    if (!next) return;
    board.card(next).querySelector('header a').focus({ preventScroll: true });
    reveal(board, next);
  });
  board.on('keydown', (event) => {
    if (event.key === 'Home') {
      event.preventDefault();
      board.card(board.list.querySelector('.start-flag')?.dataset.start)?.querySelector('header a').focus();
    }
  });
}

// neighbour is the nearest card that way: what is straight ahead counts as nearer.
function neighbour(board, id, [dx, dy]) {
  const middle = ({ x, y, w, h }) => ({ x: x + w / 2, y: y + h / 2 });
  const from = middle(board.at(id));
  let best;
  let least = Infinity;
  for (const other of board.ids()) {
    if (other === id) continue;
    const to = middle(board.at(other));
    const ahead = (to.x - from.x) * dx + (to.y - from.y) * dy;
    const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
    if (ahead <= 20 || aside > 3 * ahead) continue;
    if (ahead + 2 * aside < least) [best, least] = [other, ahead + 2 * aside];
  }
  return best;
}

function mover(board) {
  let before = null;
  let rest;
  const keep = () => {
    const moved = before;
    before = null;
    board.letGo();
    if (moved) save(board, moved);
  };
  return (id, [dx, dy]) => {
    const ids = board.picked.has(id) ? [...board.picked] : [id];
    before ??= new Map();
    for (const one of ids) if (!before.has(one)) before.set(one, board.at(one));
    board.held = [...before.keys()];
    for (const one of ids) {
      const { x, y } = board.at(one);
      board.put(one, x + dx * STEP, y + dy * STEP);
    }
    linesOf(board, ids)();
    reveal(board, id);
    clearTimeout(rest);
    rest = setTimeout(keep, REST);
  };
}
