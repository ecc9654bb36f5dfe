// button[data-empty] beside a field empties it, so that its placeholder counts again; it shows where there is
// something to empty.
const field = (button) => button.parentElement.querySelector('.input');

for (const button of document.querySelectorAll('[data-empty]')) button.hidden = !field(button).value;

document.addEventListener('input', ({ target }) => {
  const button = target.parentElement?.querySelector(':scope > [data-empty]');
  if (button) button.hidden = !target.value;
});

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-empty]');
  if (!button) return;
  field(button).value = '';
  field(button).dispatchEvent(new Event('input', { bubbles: true }));
  field(button).focus();
});
