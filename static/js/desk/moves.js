// What the keys do: each says false where there is nothing that it could do.
import { show } from './panes.js';

const pane = () => document.documentElement.dataset.pane;
const seen = (element) => Boolean(element?.offsetParent);

// nameOf is how a button is called, whatever else it shows.
export const nameOf = (button) => button.getAttribute('aria-label') ?? button.textContent.trim();

// press presses the button of the open conversation that is called so; one that is shown comes first.
export function press(name) {
  const all = [...document.querySelectorAll('#open button:not([disabled], [aria-disabled=true])')];
  const called = all.filter((button) => nameOf(button) === name && !button.closest('[hidden]'));
  const button = called.find(seen) ?? called[0];
  button?.click();
  return Boolean(button);
}

export function focusOn(which, where) {
  const element = document.querySelector(which);
  if (!element) return false;
  if (!seen(element)) show(where);
  element.focus();
  element.scrollIntoView({ block: 'nearest' });
  return true;
}

// step goes to the next or the last conversation of the list; Enter opens it.
export function step(by) {
  const all = [...document.querySelectorAll('#lists .row')];
  if (!all.length) return false;
  if (!all.some(seen)) show('list');
  const rows = all.filter(seen);
  const now = rows.findIndex((row) => row === document.activeElement);
  const from = now < 0 ? rows.findIndex((row) => row.getAttribute('aria-current') === 'true') : now;
  const next = from < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(from + by, 0), rows.length - 1);
  rows[next].focus();
  rows[next].scrollIntoView({ block: 'nearest' });
  return true;
}

export function toList(name) {
  const tab = document.getElementById(`tab-${name}`);
  if (!tab) return location.assign(`/desk?list=${name}`);
  if (!seen(tab)) show('list');
  tab.click();
}

export function togglePanel() {
  const panel = document.getElementById('information');
  if (!panel) return false;
  if (panel.contains(document.activeElement)) return back();
  if (!seen(panel)) show('information');
  panel.querySelector('a:not([data-to-pane]), select, button')?.focus();
  return true;
}

// leaveField goes from a field, or from a pane, to what is before it.
export function leaveField(target) {
  if (target.closest?.('input, select') && !target.closest('#information')) return false;
  return back();
}

function back() {
  const inLog = document.activeElement?.closest('#talk') && !document.activeElement.closest('textarea, input');
  const log = document.querySelector('bell-log');
  if (!log || inLog || pane() === 'list') {
    show('list');
    return true;
  }
  show('conversation');
  return true;
}
