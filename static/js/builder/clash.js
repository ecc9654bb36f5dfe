// Somebody else has changed the same: both are shown, and nothing is lost before one has chosen.
import { kept } from './kept.js';
import { page } from './page.js';
import { send } from './ops.js';
import { refresh } from './parts.js';

const items = new Map();

document.addEventListener('builder:clash', ({ detail: { item, html } }) => {
  const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-clash]');
  if (!fresh) return;
  fresh.dataset.clash = item.id;
  items.set(item.id, item);
  document.getElementById('clashes').append(fresh);
  if (!document.activeElement?.matches('input, textarea, select')) fresh.focus();
});

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-clash-keep]');
  if (!button) return;
  const clash = button.closest('[data-clash]');
  const item = items.get(clash.dataset.clash);
  const rev = Number(clash.dataset.rev);
  items.delete(item.id);
  clash.remove();
  kept.drop(item.id);
  release(item);
  if (button.dataset.clashKeep === 'mine') {
    const { op, fields, key } = item;
    await send(op, fields, { key, rev: Math.max(rev, 0) }).catch(() => {});
  } else {
    await refresh();
  }
  page.tell(button.dataset.clashKeep === 'mine' ? 'Yours is kept.' : 'Theirs is kept.');
});

// The field shows what is kept again, not what was typed.
function release({ fields }) {
  const panel = document.getElementById('settings');
  if (!fields?.field || panel.dataset.block !== fields.block) return;
  panel.querySelector(`[data-setting="${CSS.escape(fields.field)}"]`)?.removeAttribute('data-dirty');
}
