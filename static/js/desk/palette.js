// The command palette: Ctrl K, or ⌘ K. What was chosen lately comes first; conversations are found by the
// visitor's name.
//   openPalette()
import { commands } from './commands.js';
import { fit } from './fuzzy.js';
import { listbox } from './listbox.js';
import { recent } from './recent.js';

const MOST = 12;
const PAUSE = 150;
let box;
let asking;
let later;

export function openPalette() {
  const dialog = document.getElementById('palette');
  if (!dialog) return;
  if (dialog.open) return dialog.close();
  if (document.querySelector('dialog[open]')) return;
  const field = dialog.querySelector('input');
  box ??= wire(dialog, field);
  field.value = '';
  look(dialog, '');
  dialog.showModal();
  field.focus();
}

function wire(dialog, field) {
  field.addEventListener('input', () => look(dialog, field.value.trim()));
  field.addEventListener('keydown', (event) => box.key(event));
  dialog.addEventListener('close', () => {
    clearTimeout(later);
    asking?.abort();
  });
  return listbox(field, dialog.querySelector('[role=listbox]'), (item) => choose(dialog, item), ['Enter']);
}

function choose(dialog, item) {
  dialog.close(); // first: what is run may want the focus
  if (item.id) recent.add(item.id);
  item.run();
}

function look(dialog, typed) {
  const found = ranked(typed);
  draw(dialog, found, typed);
  clearTimeout(later);
  asking?.abort();
  later = setTimeout(async () => {
    const others = await fetchMore(typed);
    if (others === undefined) return; // another look has begun
    if (others) draw(dialog, [...found, ...others].slice(0, 2 * MOST), typed);
    else draw(dialog, found, typed, 'Conversations cannot be searched just now.');
  }, typed ? PAUSE : 0);
}

function ranked(typed) {
  const late = recent.all();
  const place = ({ id }) => (late.includes(id) ? late.length - late.indexOf(id) : 0);
  return commands()
    .map((one) => ({ one, score: fit(typed, one.name) + place(one) / 100 + (typed ? 0 : place(one)) }))
    .filter(({ score }) => score >= 1)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ one }) => one);
}

async function fetchMore(typed) {
  const { signal } = (asking = new AbortController());
  try {
    const answer = await fetch(`/desk/palette?${new URLSearchParams({ q: typed })}`, { headers: { Accept: 'application/json' }, signal });
    const { places } = await answer.json();
    const fits = ({ name, hint }) => hint.startsWith('Conversation') || fit(typed, name);
    return places.filter(fits).map((one) => ({ ...one, run: () => open(one) }));
  } catch {
    return signal.aborted ? undefined : null; // a refusal has no places
  }
}

function open({ href }) {
  const link = document.querySelector(`.row[href^="${CSS.escape(href)}"]`);
  if (link) link.click();
  else location.assign(href);
}

function draw(dialog, items, typed, trouble = '') {
  box.show(items);
  const nothing = items.length || !typed ? '' : 'Nothing is called so.';
  dialog.querySelector('[role=status]').textContent = trouble || nothing;
}
