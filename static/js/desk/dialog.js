// form[data-dialog]: what the server answers is shown in a dialog, and the forms in it go the same way: a form
// that is not right comes back with what is wrong. 204 closes the dialog, says data-done and has the page
// look again ('deskbell:stale'). Without this script the same addresses are pages of their own.
import { toast } from '../shared/toast.js';
import { Refused, say, toLogin } from './post.js';

let asked = 0;
const unreachable = { message: 'The server cannot be reached. Try again in a moment.' };

document.addEventListener('submit', async (event) => {
  const form = event.target.closest('form[data-dialog]');
  if (!form) return;
  event.preventDefault();
  const button = event.submitter ?? form.querySelector('[type=submit]');
  if (button.getAttribute('aria-busy') === 'true') return;
  form.closest('[popover]')?.hidePopover();
  button.setAttribute('aria-busy', 'true');
  const mine = form.method === 'get' ? ++asked : 0;
  try {
    await take(await ask(form), form, () => (!mine || mine === asked) && free(form));
  } catch (refused) {
    complain(refused);
  } finally {
    button.removeAttribute('aria-busy');
  }
});

function ask(form) {
  const fields = new URLSearchParams(new FormData(form));
  const post = form.method === 'post';
  const address = form.getAttribute('action') + (post || !fields.size ? '' : `?${fields}`);
  const headers = { Accept: 'text/html', 'HX-Request': 'true' };
  const signal = AbortSignal.timeout(30_000);
  return fetch(address, { method: form.method, body: post ? fields : undefined, headers, signal }).catch(() => {
    throw new Refused(0, unreachable);
  });
}

async function take(answer, form, fits) {
  if (answer.status === 401) toLogin();
  if (answer.status === 204) return finish(form);
  const text = await answer.text();
  if (answer.headers.get('Content-Type')?.startsWith('text/html') && !answer.redirected) return fits() && show(text);
  throw new Refused(answer.status, parsed(text));
}

// What one is at in a dialog stays: an answer that comes late belongs to another.
const free = (form) => !document.querySelector('#dialog[open]') || form.closest('#dialog');

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function show(html) {
  const dialog = document.getElementById('dialog') ?? make();
  dialog.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
  if (!dialog.open) dialog.showModal();
  const first = dialog.querySelector('[autofocus]');
  first?.focus();
  if (first?.readOnly) first.select();
}

function make() {
  const dialog = document.createElement('dialog');
  dialog.id = 'dialog';
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', 'dialog-title');
  dialog.addEventListener('close', () => document.dispatchEvent(new CustomEvent('deskbell:stale')));
  document.body.append(dialog);
  return dialog;
}

function finish(form) {
  const dialog = form.closest('#dialog[open]');
  if (dialog) dialog.close();
  else document.dispatchEvent(new CustomEvent('deskbell:stale'));
  if (form.dataset.done) toast(form.dataset.done);
}

// What was refused is said in the dialog where one is open: a toast would be behind it.
function complain(refused) {
  const body = document.querySelector('#dialog[open] .body');
  if (!body) return say(refused);
  const line = body.querySelector(':scope > .error') ?? document.createElement('p');
  line.className = 'error';
  line.setAttribute('role', 'alert');
  line.textContent = refused.ref ? `${refused.message} Reference: ${refused.ref}` : refused.message;
  body.prepend(line);
}

document.addEventListener('click', (event) => {
  const way = event.target.closest('#dialog [data-closes]');
  if (!way) return;
  event.preventDefault();
  way.closest('dialog').close();
});
