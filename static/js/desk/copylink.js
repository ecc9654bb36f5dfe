// [data-copy-link=/address] puts the address, with this server before it, onto the clipboard.
import { toast } from '../shared/toast.js';

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy-link]');
  if (!button) return;
  const address = new URL(button.dataset.copyLink, location.href).href;
  button.closest('[popover]')?.hidePopover();
  toast((await copied(address)) ? 'Link copied.' : `Copy this link by hand: ${address}`, { ms: 10_000 });
});

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return byHand(text); // there is no clipboard without https
  }
}

function byHand(text) {
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.className = 'unseen';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}
