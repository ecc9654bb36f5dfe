// The composer's emoji: a panel over it with a search, gone through by arrows. Its list is fetched when it is
// opened first. What it says stands on the panel (views/ui/compose.templ).
//   const stop = startEmoji(form)
import { plain } from './plain.js';
import { toast } from './toast.js';
import { insert } from './typed.js';

const MOST = 60; // found

export function startEmoji(form) {
  const field = form.querySelector('textarea');
  const button = form.querySelector('[data-picker=emoji]');
  const panel = form.querySelector('.picker.emoji');
  const [search, signs, none] = ['input', '.signs', '.hint'].map((each) => panel.querySelector(each));
  const said = panel.dataset;
  let groups = null;

  const show = async (open) => {
    if (open && !groups) groups = await import(said.list).then(({ emoji }) => named(emoji, said.groups.split('|')), () => null);
    if (open && !groups) return toast(said.lost, { bad: true });
    panel.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    if (!open) return;
    search.value = '';
    draw();
    search.focus();
  };
  const draw = () => {
    const words = plain(search.value.trim());
    const fits = ({ words: all }) => words.split(/\s+/).every((word) => all.includes(word));
    const shown = words ? [{ group: said.found, all: groups.flatMap(({ all }) => all.filter(fits)).slice(0, MOST) }] : groups;
    signs.replaceChildren(...shown.filter(({ all }) => all.length).map(section));
    signs.scrollTop = 0;
    const first = signs.querySelector('button');
    if (first) first.tabIndex = 0;
    none.hidden = Boolean(first);
    none.textContent = first ? '' : said.unknown;
  };
  const put = (sign) => {
    show(false);
    insert(field, sign);
  };

  button.addEventListener('click', () => show(panel.hidden));
  search.addEventListener('input', draw);
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const first = signs.querySelector('button');
    if (event.key === 'Enter' && first) put(first.textContent);
    else first?.focus();
  });
  signs.addEventListener('click', ({ target }) => target.closest('button') && put(target.closest('button').textContent));
  signs.addEventListener('keydown', (event) => go(event, signs, search));
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    show(false);
    button.focus();
  });
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (!panel.hidden && relatedTarget && !panel.contains(relatedTarget) && relatedTarget !== button) show(false);
  });
  const outside = ({ target }) => !panel.hidden && !panel.contains(target) && !button.contains(target) && show(false);
  document.addEventListener('pointerdown', outside);
  return () => document.removeEventListener('pointerdown', outside);
}

const named = (emoji, names) => emoji.map((all, at) => ({ group: names[at], all }));

function section({ group, all }) {
  const part = document.createElement('div');
  part.setAttribute('role', 'group');
  part.setAttribute('aria-label', group);
  part.append(...all.map(one));
  return part;
}

function one({ sign, name }) {
  return Object.assign(document.createElement('button'), { type: 'button', textContent: sign, title: name, ariaLabel: name, tabIndex: -1 });
}

// Left and right go on, up and down to what lies above or below.
function go(event, signs, search) {
  const all = [...signs.querySelectorAll('button')];
  const at = all.indexOf(event.target);
  const box = event.target.getBoundingClientRect();
  const near = (list) => list.find((each) => Math.abs(each.getBoundingClientRect().left - box.left) < 4);
  const steps = {
    ArrowRight: () => all[at + 1],
    ArrowLeft: () => all[at - 1],
    ArrowDown: () => near(all.slice(at + 1)),
    ArrowUp: () => near(all.slice(0, at).reverse()) ?? search,
    Home: () => all[0],
    End: () => all.at(-1),
  };
  if (at < 0 || !steps[event.key]) return;
  event.preventDefault();
  steps[event.key]()?.focus();
}
