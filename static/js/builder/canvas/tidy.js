// Tidy up: the layout's places for all cards, or for those that were not moved by hand.
import { send } from '../ops.js';
import { fit } from './view.js';

export function tidying(board) {
  board.on('click', async (event) => {
    const item = event.target.closest('[data-tidy]');
    if (!item) return;
    item.closest('[popover]').hidePopover();
    await send('tidy', { all: item.dataset.tidy }).then(() => {
      fit(board);
      board.say('Tidied up');
    }, () => {});
  }, {}, board.root);
}
