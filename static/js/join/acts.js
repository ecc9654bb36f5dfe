// form[data-act]: posts without leaving the page; the stream shows what it changed. data-confirm names a dialog
// that asks first; data-then="reply" (the chat was taken) puts the focus into the reply once it is there,
// data-then="left" shows the page of somebody who has left.
import { ask } from '../desk/ask.js';
import { focusSoon, keepFocus } from '../desk/focus.js';
import { Refused, post, say } from '../desk/post.js';
import { kept } from '../desk/kept.js';
import { going, leave } from './page.js';

const REPLY = 'bell-say textarea';

keepFocus(REPLY);

document.addEventListener('submit', async (event) => {
  const form = event.target.closest('form[data-act]');
  if (!form) return;
  event.preventDefault();
  const { then, confirm } = form.dataset;
  const button = event.submitter ?? form.querySelector('[type=submit]');
  if (button.getAttribute('aria-busy') === 'true' || (confirm && !(await ask(confirm)))) return;
  button.setAttribute('aria-busy', 'true');
  going.away = then === 'left';
  try {
    await post(form.action);
    if (then === 'reply') focusSoon(REPLY);
    if (then === 'left') left();
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    if (then === 'left' && refused.status === 404) return left(); // he was out already
    going.away = false;
    say(refused);
  } finally {
    button.removeAttribute('aria-busy');
  }
});

function left() {
  kept.forget();
  leave('?left');
}
