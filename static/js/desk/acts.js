// form[data-act]: posts without leaving the page; the stream shows what it changed. data-confirm names a
// dialog that asks first; data-then="reply" (a chat was taken) puts the focus into the reply once it is
// there and shows the list that the chat is in now, data-then="again" loads the page anew. A form in a
// dialog closes it once the server has it: what was refused can be put right there. data-done is said then.
import htmx from '../../vendor/htmx-4.0.1.min.js';
import { toast } from '../shared/toast.js';
import { ask } from './ask.js';
import { focusSoon, keepFocus } from './focus.js';
import { Refused, post, say } from './post.js';

const REPLY = 'bell-reply textarea';

keepFocus(REPLY);

document.addEventListener('submit', async (event) => {
  const form = event.target.closest('form[data-act]');
  if (!form) return;
  event.preventDefault();
  const button = event.submitter ?? form.querySelector('[type=submit]');
  if (form.getAttribute('aria-busy') === 'true') return;
  const dialog = form.closest('dialog');
  form.closest('[popover]')?.hidePopover();
  if (form.dataset.confirm && !(await ask(form.dataset.confirm))) return;
  for (const each of [form, button]) each.setAttribute('aria-busy', 'true');
  try {
    await post(form.action, new FormData(form, event.submitter));
    if (dialog?.contains(form)) dialog.close(); // another may be open in it by now
    if (form.dataset.done) toast(form.dataset.done);
    if (form.dataset.then === 'reply') taken();
    if (form.dataset.then === 'again') location.reload();
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    tell(form, dialog, refused);
  } finally {
    for (const each of [form, button]) each.removeAttribute('aria-busy');
  }
});

// A toast would be behind the dialog.
function tell(form, dialog, refused) {
  const place = form.querySelector('[data-problem]');
  if (dialog && !dialog.contains(form)) return say(refused);
  if (!dialog?.open || !place) {
    dialog?.close();
    return say(refused);
  }
  place.textContent = refused.ref ? `${refused.message} Reference: ${refused.ref}` : refused.message;
  place.hidden = false;
}

function taken() {
  focusSoon(REPLY);
  const lists = document.getElementById('lists');
  if (!lists || lists.dataset.list === 'active') return;
  const asked = new URLSearchParams(lists.dataset.query);
  asked.set('list', 'active');
  const open = document.getElementById('open')?.dataset.conversation;
  if (open) history.replaceState(history.state, '', `/desk/${open}?${asked}`);
  htmx.ajax('GET', `/desk?${asked}`, { source: lists, target: lists, swap: 'outerHTML' });
}
