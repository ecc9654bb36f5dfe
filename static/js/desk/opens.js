// [data-opens=/address] opens the page's dialog with what is there. It is asked for each time: what there is
// to choose changes while the desk is open. Of two that are asked for the later one is shown, whatever else is
// under way. form[data-client-id] gets an id, so that what is sent twice is kept once; form[data-shuts] closes the
// dialog when it is sent.
import htmx from '../../vendor/htmx-4.0.1.min.js';
import { random } from '../shared/ids.js';

let asked = 0;

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-opens]');
  if (!button) return;
  button.closest('[popover]')?.hidePopover();
  const mine = ++asked;
  const dialog = document.getElementById('opened');
  const content = document.getElementById('opened-content');
  content.replaceChildren();
  await htmx.ajax('GET', button.dataset.opens, { source: content, target: content });
  if (mine !== asked || !content.firstElementChild || dialog.open) return;
  for (const form of content.querySelectorAll('form[data-client-id]')) identify(form);
  dialog.showModal();
});

document.addEventListener('submit', (event) => {
  if (event.target.matches('dialog form[data-shuts]')) event.target.closest('dialog').close();
});

function identify(form) {
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'client_id';
  field.value = random(12);
  form.append(field);
}
