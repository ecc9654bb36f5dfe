// A listbox that is gone through from a field, which keeps the focus.
//   const box = listbox(field, list, (item) => {});   the item that was chosen
//   box.show([{name, hint}, …]); box.hide(); box.shown → boolean
//   box.key(event) → true when the key was for the list
import { composing } from '../shared/composing.js';

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

export function listbox(field, list, choose, keys = ['Enter', 'Tab']) {
  let items = [];
  let at = 0;

  const mark = (next) => {
    at = next;
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
    const active = list.children[at];
    if (active) field.setAttribute('aria-activedescendant', active.id);
    else field.removeAttribute('aria-activedescendant');
    active?.scrollIntoView({ block: 'nearest' });
  };
  const show = (all) => {
    items = all;
    list.replaceChildren(...all.map((item, i) => option(item, `${list.id}-${i}`)));
    list.hidden = !all.length;
    mark(0);
  };
  const press = (event) => {
    const option = event.target.closest('[role=option]');
    if (!option) return;
    event.preventDefault(); // the focus stays
    const item = items[[...list.children].indexOf(option)];
    if (event.type === 'click') choose(item);
  };
  list.addEventListener('mousedown', press);
  list.addEventListener('click', press);

  return {
    show,
    hide: () => show([]),
    get shown() {
      return items.length > 0;
    },
    key(event) {
      if (!items.length || composing(event)) return false;
      if (STEPS[event.key]) mark((at + STEPS[event.key] + items.length) % items.length);
      else if (keys.includes(event.key) && !event.shiftKey && !event.ctrlKey && !event.metaKey) choose(items[at]);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}

function option({ name, hint = '' }, id) {
  const li = document.createElement('li');
  li.id = id;
  li.setAttribute('role', 'option');
  li.className = 'item';
  for (const [words, className] of [[name, 'truncate'], [hint, 'faint']]) {
    if (!words) continue;
    const span = document.createElement('span');
    span.className = className;
    span.dir = 'auto';
    span.textContent = words;
    li.append(span, ' ');
  }
  return li;
}
