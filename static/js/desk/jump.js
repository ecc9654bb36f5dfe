// [data-jump] opens the dialog to choose a block; what there is to choose is asked for each time, because
// flows change while the desk is open.
import htmx from '../../vendor/htmx-4.0.1.min.js';

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-jump]');
  if (!button) return;
  button.closest('[popover]')?.hidePopover();
  await htmx.ajax('GET', button.dataset.jump, '#jump-places');
  const dialog = document.getElementById('jump');
  if (dialog.querySelector('select') && !dialog.open) dialog.showModal();
});
