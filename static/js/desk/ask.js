// Asks by a native dialog of the page and gives the answer; Escape and a click beside it mean no.
//   if (await ask('end-dialog')) …
export function ask(id) {
  const dialog = document.getElementById(id);
  return new Promise((answer) => {
    dialog.returnValue = '';
    dialog.addEventListener('close', () => answer(dialog.returnValue === 'yes'), { once: true });
    dialog.showModal();
  });
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('dialog [data-answer]');
  if (button) return button.closest('dialog').close(button.dataset.answer);
  if (event.target.matches?.('dialog[open]') && event.detail && !written(event.target)) event.target.close('no');
});

// A slip beside the dialog loses no words.
function written(dialog) {
  return [...dialog.querySelectorAll('textarea')].some((field) => field.value !== field.defaultValue);
}
