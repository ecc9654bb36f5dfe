// [data-insert]: puts its words into the field of the id data-into, where the caret is there.
import { insert } from '../shared/typed.js';

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-insert][data-into]');
  const field = button && document.getElementById(button.dataset.into);
  if (field) insert(field, button.dataset.insert);
});
