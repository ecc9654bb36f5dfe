// The menu that puts a variable into a text: [data-variables] opens it for the field beside it.
import { touch } from './fields.js';

const menu = () => document.getElementById('variables');
let field = null;
let at = [0, 0];

document.addEventListener('focusout', ({ target }) => {
  if (target.matches?.('#settings textarea, #settings input.input')) remember(target);
});

function remember(target) {
  if (target.selectionStart !== null) target.spot = [target.selectionStart, target.selectionEnd];
}

document.addEventListener('click', ({ target }) => {
  const opener = target.closest('[data-variables]');
  if (opener) return show(opener);
  const insert = target.closest('[data-insert]');
  if (insert) put(`{{${insert.dataset.insert}}}`);
});

function show(opener) {
  field = opener.closest('.field').querySelector('textarea, input.input');
  at = field.spot ?? [field.value.length, field.value.length];
  const all = document.getElementById('variables-of')?.content;
  menu().querySelector('ul').replaceChildren(...(all ? [...all.children].map((node) => node.cloneNode(true)) : []));
  const search = menu().querySelector('input');
  search.value = '';
  narrow('');
  menu().showPopover();
  const { bottom, top, right } = opener.getBoundingClientRect();
  const { offsetHeight: high, offsetWidth: wide } = menu();
  if (!matchMedia('(max-width: 47.9375rem)').matches) {
    menu().style.top = `${bottom + high + 8 > innerHeight ? Math.max(8, top - high - 4) : bottom + 4}px`;
    menu().style.left = `${Math.max(8, right - wide)}px`;
  }
  search.focus();
}

function put(words) {
  menu().hidePopover();
  field.setRangeText(words, at[0], at[1], 'end');
  field.focus();
  remember(field);
  touch(field);
}

function narrow(word) {
  const items = [...menu().querySelectorAll('[data-insert]')];
  for (const item of items) item.parentElement.hidden = !item.textContent.toLowerCase().includes(word);
  menu().querySelector('.none').hidden = items.some((item) => !item.parentElement.hidden);
}

document.addEventListener('input', ({ target }) => target.closest('#variables') && narrow(target.value.trim().toLowerCase()));

document.addEventListener('keydown', (event) => {
  if (!event.target.closest?.('#variables')) return;
  const items = [...menu().querySelectorAll('[data-insert]')].filter((item) => !item.parentElement.hidden);
  const on = items.indexOf(event.target);
  if (event.key === 'Enter' && on < 0 && items[0]) items[0].click();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === 'Escape') field?.focus();
  if (!step) return void (event.key === 'Enter' && on < 0 && event.preventDefault());
  event.preventDefault();
  (items[on + step] ?? menu().querySelector('input')).focus();
});
