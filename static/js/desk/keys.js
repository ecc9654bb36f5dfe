// The desk by single keys; "?" shows which. They do nothing while one writes, nor with Ctrl, Alt or ⌘, and
// can be switched off in that list, for this browser.
import { composing } from '../shared/composing.js';
import { openKeys, keysOn } from './keys-dialog.js';
import { focusOn, leaveField, press, step, toList, togglePanel } from './moves.js';
import { openPalette } from './palette.js';

const WAITS = 3_000; // ms: how long g waits for its second key
const LISTS = { w: 'waiting', a: 'active', l: 'left', c: 'closed', b: 'bot' };
const FIELDS = 'input, textarea, select, [contenteditable], [role=listbox], [role=dialog]';
const ARROWS = { ArrowDown: 1, ArrowUp: -1 };
let going = 0;

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  r: () => focusOn('#foot textarea', 'conversation'),
  n: () => focusOn('#note', 'information'),
  i: togglePanel,
  '/': () => focusOn('[data-key="/"]', 'list'),
  t: () => press('Take over'),
  e: () => press('End chat'),
  b: () => press('Restore to AI'),
  p: () => press('Pass on'),
  g: () => (going = Date.now()),
};

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || composing(event) || event.altKey) return;
  const done = event.ctrlKey || event.metaKey ? withControl(event) : plain(event);
  if (done) event.preventDefault();
});

function withControl({ key, shiftKey }) {
  if (key.toLowerCase() !== 'k' || shiftKey) return false;
  openPalette();
  return true;
}

function plain({ key, target }) {
  if (document.querySelector('dialog[open], [popover]:popover-open')) return false;
  if (key === 'Escape') return Boolean(document.querySelector('bell-desk')) && leaveField(target);
  if (ARROWS[key] && target.closest?.('#lists .row')) return step(ARROWS[key]);
  if (target.closest?.(FIELDS) || !keysOn()) return false;
  if (key === '?') return openKeys() ?? true;
  const list = Date.now() - going < WAITS ? LISTS[key.toLowerCase()] : '';
  going = 0;
  if (list) return toList(list) ?? true;
  const act = document.querySelector('bell-desk') ? KEYS[key.toLowerCase()] : key === 'g' && !document.querySelector('main.builder') && KEYS.g;
  if (!act) return false;
  return act() !== false;
}
