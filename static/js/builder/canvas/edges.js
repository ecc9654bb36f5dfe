// The lines of the canvas.
//   const redraw = linesOf(board, ids);   redraw() after the cards of ids have moved
//   mergeLines(board, svg, whole)         takes over what the server has drawn; whole: there are no others
//   relight(board)                        those that leave the chosen card stand out
//   rowOf(button) → px                    of an exit's row, from the top of its card
import { route } from './route.js';

export function rowOf(button) {
  return button.closest('li').offsetTop + 13;
}

export function linesOf(board, ids) {
  const moved = new Set(ids);
  const lines = [...board.svg.querySelectorAll('g[data-from]')]
    .filter(({ dataset: { from, to } }) => moved.has(from) || moved.has(to))
    .map((g) => ({ g, from: g.dataset.from, to: g.dataset.to, row: rowFor(board, g) }))
    .filter(({ row }) => row !== undefined);
  const start = board.list.querySelector('.start-flag')?.dataset.start;
  const sizes = new Map(lines.flatMap(({ from, to }) => [from, to ?? from]).map((id) => [id, board.at(id)]));
  return () => {
    for (const id of moved) if (sizes.has(id)) Object.assign(sizes.get(id), spot(board, id));
    for (const { g, from, to, row } of lines) {
      const a = sizes.get(from);
      g.firstElementChild.setAttribute('d', to ? route(a, row, sizes.get(to)) : `M${a.x + a.w} ${a.y + row}h34`);
    }
    if (moved.has(start)) flagLine(board, spot(board, start));
  };
}

function spot(board, id) {
  const { x, y } = board.card(id).dataset;
  return { x: Number(x), y: Number(y) };
}

function flagLine(board, { x, y }) {
  board.svg.querySelector('#edge-start path')?.setAttribute('d', `M${x + 36} ${y - 19}v17`);
}

function rowFor(board, g) {
  const { from, to } = g.dataset;
  if (!board.card(from) || (to && !board.card(to))) return undefined;
  const port = g.id.slice(`edge-${from}-`.length);
  const button = board.card(from).querySelector(`[data-port="${CSS.escape(port)}"]`);
  return button ? rowOf(button) : undefined;
}

export function mergeLines(board, svg, whole) {
  const old = new Map([...board.svg.querySelectorAll('g:not(.new)')].map((g) => [g.id, g]));
  for (const g of [...svg.querySelectorAll(':scope > g')]) {
    const there = old.get(g.id);
    old.delete(g.id);
    if ('gone' in g.dataset) there?.remove();
    else if (there) there.replaceWith(g);
    else board.svg.append(g);
  }
  if (whole) for (const g of old.values()) g.remove();
  relight(board);
}

export function relight(board) {
  for (const g of board.svg.querySelectorAll('g[data-from]')) {
    g.classList.toggle('lit', g.dataset.from === board.chosen && !g.classList.contains('broken'));
  }
}
