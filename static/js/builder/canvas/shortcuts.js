// Delete, Ctrl+A and Escape for the cards that are picked, or the one with the focus. Copying, cutting,
// pasting, duplicating and undoing are the whole page's: ../clipboard.js and ../keys.js.
import { pick } from './choose.js';

export function shortcuts(board) {
  board.on('keydown', (event) => {
    const id = board.idOf(event.target);
    const blocks = board.picked.size ? [...board.picked] : [id].filter(Boolean);
    if (event.key === 'Escape') {
      pick(board, []);
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && blocks.length) {
      event.preventDefault();
      document.dispatchEvent(new CustomEvent('deskbell:delete', { detail: { blocks } }));
    } else if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === 'a') {
      event.preventDefault();
      pick(board, board.ids());
    }
  });
}
