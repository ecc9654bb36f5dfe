// Settings are kept by themselves: when a field is left, and a moment after one has stopped typing.
//   flush()      keeps at once what is not kept yet, before another block is shown
//   dirty()      something is typed that was not even sent
//   touch(field) it was changed by a script
// A value that is refused says why at its field and stays there. What somebody else changes while one
// types counts as a clash when it is sent: an edit names the revision that the field was begun on.
import { fieldsOf, settingOf } from './names.js';
import { send } from './ops.js';
import { page } from './page.js';

const PAUSE = 1_200; // ms
const timers = new Map(); // setting → timer
const begun = new WeakMap(); // setting → revision

export const dirty = () => timers.size > 0;

export function flush() {
  for (const wrapper of [...timers.keys()]) save(wrapper);
}

export function touch(field) {
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

document.addEventListener('focusin', ({ target }) => {
  const wrapper = settingOf(target);
  if (wrapper && !wrapper.hasAttribute('data-dirty')) begun.set(wrapper, page.rev);
});

document.addEventListener('input', ({ target }) => {
  const wrapper = settingOf(target);
  if (!wrapper || target.type === 'file') return;
  if (!begun.has(wrapper)) begun.set(wrapper, page.rev);
  wrapper.dataset.dirty = '';
  clearTimeout(timers.get(wrapper));
  timers.set(wrapper, setTimeout(() => save(wrapper), PAUSE));
});

document.addEventListener('change', ({ target }) => {
  const wrapper = settingOf(target);
  if (wrapper && timers.has(wrapper)) save(wrapper);
});

document.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-fields]')) return;
  event.preventDefault(); // Enter in a line keeps it, as leaving it does
  flush();
});

document.addEventListener('builder:leaving', flush);
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush());

async function save(wrapper) {
  clearTimeout(timers.get(wrapper));
  timers.delete(wrapper);
  const { block } = document.getElementById('settings').dataset;
  if (!wrapper.isConnected || !block) return;
  const fields = { block, ...fieldsOf(wrapper) };
  const key = `${block} ${fields.field}`;
  mend(wrapper);
  try {
    const fresh = () => (wrapper.isConnected ? { block, ...fieldsOf(wrapper) } : null);
    const { rev } = await send('set', fields, { key, rev: begun.get(wrapper), fresh });
    begun.set(wrapper, rev);
    if (!timers.has(wrapper)) wrapper.removeAttribute('data-dirty');
  } catch {
    // the field, or the clash, says why; what was typed stays
  }
}

document.addEventListener('builder:refused', (event) => {
  const { item, message } = event.detail;
  const panel = document.getElementById('settings');
  const wrapper = item.op === 'set' && panel.dataset.block === item.fields.block && panel.querySelector(`[data-setting="${CSS.escape(item.fields.field)}"]`);
  if (!wrapper) return;
  event.preventDefault();
  wrapper.dataset.refused = '';
  const place = wrapper.querySelector('[data-error]') ?? wrapper.appendChild(document.createElement('p'));
  place.dataset.error = '';
  place.classList.add('error');
  (place.querySelector('span') ?? place).textContent = message;
  place.hidden = false;
  const field = wrapper.querySelector('.input');
  field?.setAttribute('aria-invalid', 'true');
  if (place.id) field?.setAttribute('aria-describedby', place.id);
  page.tell(message);
});

function mend(wrapper) {
  if (!wrapper.hasAttribute('data-refused')) return;
  wrapper.removeAttribute('data-refused');
  wrapper.querySelector('.input')?.removeAttribute('aria-invalid');
  wrapper.querySelector('[data-error]')?.setAttribute('hidden', '');
}
