// What the palette offers: the open conversation's actions, by the buttons that are on the page, so that
// nobody is offered what he may not; lists, pages and the account, by the links that are there.
//   commands() → [{id, name, hint, run}]
import { focusOn, nameOf, press, toList, togglePanel } from './moves.js';
import { openKeys } from './keys-dialog.js';

const ACTIONS = ['#foot button', '#talk-header button', '#more-actions button']; // what is wanted most comes first
const OTHERS = ['More actions', 'Back to the list', 'Show chat information', 'Send', 'Bold', 'Italic', 'Code', 'Link', 'List', 'Numbered list'];
const LISTS = { waiting: 'Waiting', active: 'Active', left: 'Messages left', closed: 'Closed', bot: 'With the bot' };

export function commands() {
  const all = [...actions(), ...lists(), ...links('nav[aria-label="Main"] a', 'Page'), ...links('#account a, #account form button', 'Account')];
  all.push({ name: 'Keyboard shortcuts', hint: 'Help', run: openKeys });
  const known = new Set();
  return all
    .map((one) => ({ ...one, id: `${one.hint}: ${one.name}` }))
    .filter(({ id }) => !known.has(id) && known.add(id));
}

function actions() {
  if (!document.querySelector('#open[data-conversation]')) return [];
  const all = ACTIONS.flatMap((which) => [...document.querySelectorAll(which)])
    .filter((button) => !button.disabled && button.getAttribute('aria-disabled') !== 'true' && !button.closest('[hidden]'))
    .map(nameOf)
    .filter((name) => name && !OTHERS.includes(name))
    .map((name) => ({ name, hint: 'Chat', run: () => press(name) }));
  const field = document.querySelector('#foot textarea');
  if (field) all.push({ name: 'Write a reply', hint: 'Chat', run: () => focusOn('#foot textarea', 'conversation') });
  all.push({ name: 'Write a note', hint: 'Chat', run: () => focusOn('#note', 'information') });
  all.push({ name: 'Chat information', hint: 'Chat', run: togglePanel });
  return all;
}

function lists() {
  return Object.entries(LISTS).map(([key, name]) => ({ name, hint: 'List', run: () => toList(key) }));
}

function links(which, hint) {
  return [...document.querySelectorAll(which)].map((link) => ({ name: link.textContent.trim(), hint, run: () => link.click() }));
}
