// [data-copy]: puts the words of the field of that id onto the clipboard.
import { toast } from '../shared/toast.js';

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  const told = button.closest('dialog')?.querySelector('[data-copied]'); // a toast would be behind the dialog
  const tell = (words) => (told ? told.replaceChildren(words) : toast(words));
  try {
    await navigator.clipboard.writeText(field.value);
    tell('Copied.');
  } catch {
    field.focus();
    field.select(); // no clipboard without https: it is marked, to be copied by hand
    tell('Press Ctrl C or ⌘ C to copy what is marked.');
  }
});
