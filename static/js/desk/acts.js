// form[data-act]: posts without leaving the page; the stream shows what it changed. data-confirm names a
// dialog that asks first; data-then="reply" (a chat was taken) puts the focus into the reply once it is
// there and shows the list that the chat is in now.
import htmx from '../../vendor/htmx-4.0.1.min.js';
import { ask } from './ask.js';
import { post, say } from './post.js';

document.addEventListener('submit', async (event) => {
  const form = event.target.closest('form[data-act]');
  if (!form) return;
  event.preventDefault();
  const button = form.querySelector('[type=submit]');
  if (button.getAttribute('aria-busy') === 'true') return;
  form.closest('[popover]')?.hidePopover();
  form.closest('dialog')?.close();
  if (form.dataset.confirm && !(await ask(form.dataset.confirm))) return;
  button.setAttribute('aria-busy', 'true');
  try {
    await post(form.action, new FormData(form));
    if (form.dataset.then === 'reply') taken();
  } catch (refused) {
    say(refused);
  } finally {
    button.removeAttribute('aria-busy');
  }
});

function taken() {
  focusReply();
  if (document.getElementById('lists')?.dataset.list === 'active') return;
  const open = document.getElementById('open')?.dataset.conversation;
  if (open) history.replaceState(history.state, '', `/desk/${open}?list=active`);
  htmx.ajax('GET', '/desk?list=active', { target: '#lists', swap: 'outerHTML' });
}

function focusReply() {
  const stop = new AbortController();
  const look = () => {
    const reply = document.querySelector('bell-reply textarea');
    if (!reply) return;
    stop.abort();
    reply.focus();
  };
  document.addEventListener('deskbell:applied', look, { signal: stop.signal });
  setTimeout(() => stop.abort(), 10_000);
  look();
}

// What had the focus is gone (the bar to take over, a button in the header): the log is next.
document.addEventListener('deskbell:focuslost', () => {
  const next = document.querySelector('bell-reply textarea') ?? document.querySelector('bell-log');
  next?.focus({ preventScroll: true });
});
