// The replies that stay in reach under the chat. One that was pressed rests until the server has it, and
// a moment longer, so that a double press is one; that outlives the strip being drawn again.
import { act, whenSettled } from './act.js';

const MOMENT = 800;
const resting = new Map(); // the item's id → the reply's

export function startQuick(end) {
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('#quick [data-quick]');
    if (!button || button.getAttribute('aria-disabled') === 'true') return;
    const { id } = act('press', { choice: button.dataset.quick }, button.textContent.trim());
    resting.set(id, button.dataset.quick);
    look();
    end.go();
  });
  whenSettled((item) => {
    if (!resting.has(item.id)) return;
    setTimeout(() => {
      resting.delete(item.id);
      look();
    }, MOMENT);
  });
  document.addEventListener('deskbell:applied', look);
}

function look() {
  const rests = [...resting.values()];
  for (const button of document.querySelectorAll('#quick [data-quick]')) {
    button.setAttribute('aria-disabled', String(rests.includes(button.dataset.quick)));
  }
}
