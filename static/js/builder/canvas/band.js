// Shift and dragging on the background picks all cards that the band touches.
import { gesture } from './gesture.js';
import { pick } from './choose.js';

export function band(board) {
  const frame = board.root.querySelector('.band');
  board.on('pointerdown', (down) => {
    if (down.button !== 0 || !down.shiftKey || board.idOf(down.target) || board.from) return;
    const before = [...board.picked];
    let places;
    const done = () => {
      frame.hidden = true;
    };
    gesture(board, down, {
      begin: () => {
        places = board.ids().map((id) => [id, board.at(id)]);
        frame.hidden = false;
      },
      move: (event) => {
        const edge = board.canvas.getBoundingClientRect();
        const [left, right] = [down.clientX, event.clientX].sort((a, b) => a - b);
        const [top, bottom] = [down.clientY, event.clientY].sort((a, b) => a - b);
        Object.assign(frame.style, {
          translate: `${left - edge.left}px ${top - edge.top}px`,
          width: `${right - left}px`,
          height: `${bottom - top}px`,
        });
        const from = board.point({ clientX: left, clientY: top });
        const to = board.point({ clientX: right, clientY: bottom });
        const touched = places.filter(([, { x, y, w, h }]) => x < to.x && x + w > from.x && y < to.y && y + h > from.y);
        pick(board, [...before, ...touched.map(([id]) => id)]);
      },
      end: done,
      quit: () => {
        done();
        pick(board, before);
      },
    });
  });
}
