// The header's buttons, and Escape: close the panel on the host page, end the chat.
import { toast } from '../shared/toast.js';
import { worded } from '../shared/worded.js';
import { post } from './api.js';
import { host } from './host.js';

const CALM = 4_000;

export function startHeader() {
  document.addEventListener('click', ({ target }) => {
    if (target.closest('#close')) host.say('close');
    const end = target.closest('#end');
    if (end) sure(end);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) host.say('close');
  });
}

// Ending takes a second press, so that a slip of the thumb does not end a chat.
async function sure(button) {
  if (!button.dataset.sure) {
    const words = button.textContent;
    button.dataset.sure = 'asked';
    button.textContent = worded('end_now', 'End it now');
    setTimeout(() => {
      delete button.dataset.sure;
      button.textContent = words;
    }, CALM);
    return;
  }
  const answer = await post('end', {}).catch(() => null);
  if (!answer?.ok) toast(worded('cannot_end', 'The chat could not be ended. Try again in a moment.'), { bad: true });
}
