// The toolbar of a textarea: one stop for the Tab key, arrows go from button to button; and the keys that do the
// same from within the words. Where there is little room a button, [data-formats], shows what marks words.
//   startToolbar(form)
import { format } from './format.js';

const KEYS = { KeyB: 'bold', KeyI: 'italic', KeyE: 'code' };
const SHIFTED = { Digit8: 'list', Digit7: 'list-ordered', KeyU: 'link' };
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

export function startToolbar(form) {
  const field = form.querySelector('textarea');
  const bar = form.querySelector('[role=toolbar]');
  const buttons = () => [...bar.querySelectorAll('button')].filter((each) => each.offsetParent);
  const stop = (at) => bar.querySelectorAll('button').forEach((each) => (each.tabIndex = each === at ? 0 : -1));
  const mark = (kind) => format(field, kind, bar.querySelector(`[data-format=${kind}]`).dataset.words);
  const more = bar.querySelector('[data-formats]');
  stop(bar.querySelector('[data-attach]')); // it is there at any width

  bar.addEventListener('mousedown', (event) => event.target.closest('[data-format], [data-formats]') && event.preventDefault()); // the selection stays
  bar.addEventListener('click', ({ target }) => {
    const { format: kind } = target.closest('[data-format]')?.dataset ?? {};
    if (kind) mark(kind);
  });
  more?.addEventListener('click', () => {
    more.setAttribute('aria-expanded', String(more.ariaExpanded !== 'true'));
    stop(more); // what had it may be hidden now
  });
  bar.addEventListener('focusin', ({ target }) => stop(target));
  bar.addEventListener('keydown', (event) => {
    const all = buttons();
    const at = all.indexOf(document.activeElement);
    const step = STEPS[event.key] * (getComputedStyle(bar).direction === 'rtl' ? -1 : 1);
    const next = event.key === 'Home' ? all[0] : event.key === 'End' ? all.at(-1) : step && all[(at + step + all.length) % all.length];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  field.addEventListener('keydown', (event) => {
    // By the letter where it is a Latin one, so that Ctrl+C stays Copy wherever a keyboard has its C.
    const name = /^[a-z]$/i.test(event.key) ? `Key${event.key.toUpperCase()}` : event.code;
    const kind = (event.shiftKey ? SHIFTED : KEYS)[name];
    if (!kind || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    mark(kind);
  });
}
