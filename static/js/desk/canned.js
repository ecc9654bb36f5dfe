// Canned replies: "/" at the beginning of a line or behind a space opens a list over the composer, which
// what follows narrows. Arrows choose, Enter or Tab puts it in, Escape closes. What was not known is marked
// (blanks.js).
//   startCanned(form, conversation)
import { composing } from '../shared/composing.js';
import { insert } from '../shared/typed.js';
import { mark } from './blanks.js';

const ASKED = /(?:^|\s)\/([\p{L}\p{N}-]{0,40})$/u;
const PAUSE = 100; // ms
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

export function startCanned(form, conversation) {
  const field = form.querySelector('textarea');
  const panel = form.querySelector('.picker.canned');
  const [list, hint] = [panel.querySelector('ul'), panel.querySelector('.hint')];
  let found = []; // as they are shown
  let at = -1; // the one that Enter puts in
  let asking = new AbortController();
  let later;
  let closed = null; // what was typed when it was closed

  const asked = () => field.selectionStart === field.selectionEnd && field.value.slice(0, field.selectionStart).match(ASKED);
  const hide = () => {
    asking.abort();
    clearTimeout(later);
    panel.hidden = true;
    for (const name of ['aria-activedescendant', 'aria-controls']) field.removeAttribute(name);
  };
  const look = () => {
    const words = asked();
    if (!words || closed !== words[1]) closed = null;
    if (!words || closed !== null) return hide();
    clearTimeout(later);
    later = setTimeout(() => fetchFor(words[1]), PAUSE);
  };
  const fetchFor = async (words) => {
    asking.abort();
    const mine = (asking = new AbortController());
    const answer = await fetch(`/desk/${conversation}/canned?${new URLSearchParams({ q: words })}`, { signal: mine.signal }).catch(() => null);
    if (!answer?.ok || mine.signal.aborted) return mine.signal.aborted || hide();
    const all = await answer.json().catch(() => []);
    if (!mine.signal.aborted && asked()?.[1] === words) draw((found = all), words.toLowerCase());
  };
  const draw = ([first], words) => {
    // Not what happens to have the words somewhere: Enter is for sending.
    const sure = words && first && [first.shortcut, first.title].some((each) => each.toLowerCase().startsWith(words));
    list.replaceChildren(...found.map(option));
    list.hidden = found.length === 0;
    hint.textContent = found.length ? `${found.length === 1 ? 'One reply' : `${found.length} replies`}. Arrows choose, Enter puts it in.` : 'No canned reply fits.';
    panel.hidden = false;
    field.setAttribute('aria-controls', list.id);
    point(sure ? 0 : -1);
  };
  const point = (to) => {
    at = to;
    [...list.children].forEach((li, n) => li.setAttribute('aria-selected', String(n === at)));
    if (at < 0) return field.removeAttribute('aria-activedescendant');
    field.setAttribute('aria-activedescendant', list.children[at].id);
    list.children[at].scrollIntoView({ block: 'nearest' });
  };
  const put = (n) => {
    const words = asked();
    const reply = found[n];
    hide();
    if (!words || !reply) return;
    const to = field.selectionStart;
    insert(field, reply.text, { from: to - words[1].length - 1, to });
    mark(form, reply.unknown);
  };

  field.addEventListener('input', look);
  field.addEventListener('click', look);
  field.addEventListener('blur', hide);
  field.addEventListener('keydown', (event) => {
    if (panel.hidden || composing(event)) return;
    const go = STEPS[event.key] && found.length > 0;
    const take = (event.key === 'Enter' || event.key === 'Tab') && at >= 0 && !event.shiftKey && !event.ctrlKey && !event.metaKey;
    if (!go && !take && event.key !== 'Escape') return;
    event.preventDefault();
    if (go) point(at < 0 && event.key === 'ArrowUp' ? found.length - 1 : (at + STEPS[event.key] + found.length) % found.length);
    else if (take) put(at);
    else {
      closed = asked()?.[1] ?? null;
      event.stopPropagation();
      hide();
    }
  });
  list.addEventListener('mousedown', (event) => event.preventDefault()); // the focus stays in the words
  list.addEventListener('click', ({ target }) => put([...list.children].indexOf(target.closest('li'))));
}

function option({ shortcut, title, text }, n) {
  const li = Object.assign(document.createElement('li'), { id: `canned-${n}` });
  li.setAttribute('role', 'option');
  const parts = [`/${shortcut}`, title, text].map((words, which) => Object.assign(document.createElement(['kbd', 'b', 'span'][which]), { textContent: words, dir: 'auto' }));
  li.append(...parts);
  return li;
}
