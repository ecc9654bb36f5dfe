// Lists in the settings: one more, one less, up, down. Whatever happens is kept like a field that was
// changed.
import { touch } from './fields.js';

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-list-add], [data-list-remove], [data-list-move]');
  const list = button?.closest('[data-list]');
  if (!list) return;
  if ('listAdd' in button.dataset) add(list);
  else if ('listRemove' in button.dataset) remove(list, button.closest('[data-item]'));
  else move(list, button);
});

const items = (list) => list.querySelector(':scope > ol');

function add(list) {
  const item = list.querySelector(':scope > template').content.firstElementChild.cloneNode(true);
  items(list).append(item);
  number(list);
  item.querySelector('.input')?.focus();
}

function remove(list, item) {
  const next = item.nextElementSibling ?? item.previousElementSibling;
  item.remove();
  number(list);
  (next?.querySelector('[data-list-remove]') ?? list.querySelector('[data-list-add]')).focus();
  changed(list);
}

function move(list, button) {
  const item = button.closest('[data-item]');
  const down = button.dataset.listMove === '1';
  const other = down ? item.nextElementSibling : item.previousElementSibling;
  if (!other) return;
  if (down) other.after(item);
  else other.before(item);
  number(list);
  button.focus();
  changed(list);
}

function number(list) {
  [...items(list).children].forEach((item, at) => {
    const name = item.querySelector('[data-number]');
    name.textContent = `${name.dataset.number} ${at + 1}`;
  });
}

// A list whose last item went has no field left to say so.
function changed(list) {
  touch(list.querySelector('.input') ?? list);
}
