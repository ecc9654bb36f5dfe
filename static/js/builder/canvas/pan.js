// Moves one's view: by dragging the background, by space or the middle button and dragging anywhere, by
// the wheel, and with two fingers, which also zoom.
import { gesture } from './gesture.js';
import { zoomTo } from './view.js';

export function panning(board) {
  const fingers = new Map();
  let spaced = false;
  const space = (on) => {
    spaced = on;
    board.canvas.classList.toggle('spaced', on);
  };
  board.on('keydown', (event) => {
    if (event.key !== ' ' || event.target.closest('button')) return;
    event.preventDefault();
    space(true);
  });
  board.on('keyup', (event) => event.key === ' ' && space(false), {}, document);
  board.on('blur', () => space(false), {}, window);

  board.on('pointerdown', (event) => {
    if (event.pointerType === 'touch') {
      fingers.set(event.pointerId, event);
      if (fingers.size > 1) {
        event.stopImmediatePropagation();
        return board.quit();
      }
    }
    const background = !board.idOf(event.target) && event.button === 0 && !event.shiftKey;
    if (!(background || spaced || event.button === 1)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (background) board.canvas.focus({ preventScroll: true });
    drag(board, event);
  });
  board.on('pointermove', (event) => {
    if (!fingers.has(event.pointerId)) return;
    if (fingers.size === 2) pinch(board, fingers, event);
    fingers.set(event.pointerId, event);
  }, {}, document);
  for (const type of ['pointerup', 'pointercancel']) {
    board.on(type, (event) => fingers.delete(event.pointerId), {}, document);
  }
  board.on('wheel', (event) => {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
    if (event.ctrlKey || event.metaKey) {
      return zoomTo(board, board.view.zoom * Math.exp(-Math.max(-60, Math.min(60, event.deltaY * unit)) / 120), event);
    }
    board.look({ x: board.view.x - event.deltaX * unit, y: board.view.y - event.deltaY * unit });
  }, { passive: false });
}

function drag(board, down) {
  const { x, y } = board.view;
  const done = () => board.canvas.classList.remove('panning');
  gesture(board, down, {
    begin: () => board.canvas.classList.add('panning'),
    move: (event) => board.look({ x: x + event.clientX - down.clientX, y: y + event.clientY - down.clientY }),
    end: done,
    quit: done,
  });
}

function pinch(board, fingers, event) {
  const other = [...fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
  const before = fingers.get(event.pointerId);
  const middle = (a) => ({ clientX: (a.clientX + other.clientX) / 2, clientY: (a.clientY + other.clientY) / 2 });
  const apart = (a) => Math.max(20, Math.hypot(a.clientX - other.clientX, a.clientY - other.clientY));
  const [from, to] = [middle(before), middle(event)];
  board.look({ x: board.view.x + to.clientX - from.clientX, y: board.view.y + to.clientY - from.clientY });
  zoomTo(board, (board.view.zoom * apart(event)) / apart(before), to);
}
