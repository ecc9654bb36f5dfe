// One's own view of the canvas: where it is and how large. Kept for each flow as long as the tab is open.
//   show(board); zoomTo(board, zoom, {clientX, clientY}); fit(board); reveal(board, id); restore(board)
const LEAST = 0.05;
const MOST = 2;
const MARGIN = 40; // px between the cards and the edge
const TOOLS = 56; // px that the tools take at the top

export function show(board) {
  const { x, y, zoom } = board.view;
  board.plane.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
  const { style, classList } = board.canvas;
  style.backgroundSize = `${20 * zoom}px ${20 * zoom}px`;
  style.backgroundPosition = `${x - 10 * zoom}px ${y - 10 * zoom}px`;
  classList.toggle('far', zoom < 0.5);
  board.root.querySelector('[data-zoom="100"]').textContent = `${Math.round(zoom * 100)}%`;
  keep(board);
}

export function zoomTo(board, zoom, at = middle(board)) {
  const next = Math.min(MOST, Math.max(LEAST, zoom));
  const edge = board.canvas.getBoundingClientRect();
  const { x, y } = board.point(at);
  board.look({ zoom: next, x: at.clientX - edge.left - x * next, y: at.clientY - edge.top - y * next });
}

function middle(board) {
  const { left, top, width, height } = board.canvas.getBoundingClientRect();
  return { clientX: left + width / 2, clientY: top + height / 2 };
}

// fit shows all cards, not enlarged.
export function fit(board) {
  const all = board.ids().map((id) => board.at(id));
  const { clientWidth: width, clientHeight: height } = board.canvas;
  if (!all.length || !width) return board.look({ x: MARGIN, y: MARGIN, zoom: 1 });
  const left = Math.min(...all.map((c) => c.x));
  const top = Math.min(...all.map((c) => c.y)) - 46; // the start's flag
  const wide = Math.max(...all.map((c) => c.x + c.w)) - left;
  const high = Math.max(...all.map((c) => c.y + c.h)) - top;
  const zoom = Math.min(1, Math.max(LEAST, Math.min((width - 2 * MARGIN) / wide, (height - MARGIN - TOOLS) / high)));
  const y = TOOLS + Math.max(0, (height - TOOLS - MARGIN - high * zoom) / 2) - top * zoom;
  board.look({ zoom, x: (width - wide * zoom) / 2 - left * zoom, y });
}

// reveal moves a card into sight, as little as needed.
export function reveal(board, id) {
  const { x, y, w, h } = board.at(id);
  const { zoom } = board.view;
  const by = (from, size, room, start) => {
    if (from < start) return start - from;
    return from + size > room - MARGIN ? Math.max(start - from, room - MARGIN - from - size) : 0;
  };
  const dx = by(x * zoom + board.view.x, w * zoom, board.canvas.clientWidth, MARGIN);
  const dy = by(y * zoom + board.view.y, h * zoom, board.canvas.clientHeight, TOOLS);
  if (dx || dy) board.look({ x: board.view.x + dx, y: board.view.y + dy });
}

const key = (board) => `deskbell.canvas:${board.path}`;

function keep(board) {
  try {
    sessionStorage.setItem(key(board), JSON.stringify(board.view));
  } catch {
    // a full or forbidden store: the view is then only for now
  }
}

// restore is the view of before; the first time all is shown, or, of a large flow, its start.
export function restore(board) {
  let kept;
  try {
    kept = JSON.parse(sessionStorage.getItem(key(board)));
  } catch {
    kept = null;
  }
  if ([kept?.x, kept?.y, kept?.zoom].every(Number.isFinite)) {
    board.look({ x: kept.x, y: kept.y, zoom: Math.min(MOST, Math.max(LEAST, kept.zoom)) });
  } else {
    fit(board);
    const start = board.list.querySelector('.start-flag');
    if (board.view.zoom < 0.5 && start) {
      board.look({ zoom: 0.8, x: MARGIN - start.dataset.x * 0.8, y: board.canvas.clientHeight / 3 - start.dataset.y * 0.8 });
    }
  }
  if (board.chosen) reveal(board, board.chosen);
}
