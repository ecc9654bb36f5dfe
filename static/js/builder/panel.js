// The settings of a block beside the flow; on a phone over it.
//   await open(block, { focus: true })    '' closes · focus: go into its first field
// Links with data-block open it. The document hears 'deskbell:chosen' {block}.
import { say } from '../desk/post.js';
import { flush } from './fields.js';
import { page } from './page.js';
import { part } from './part.js';
import { apply } from './parts.js';
import { mark, rowOf } from './rows.js';

const phone = matchMedia('(max-width: 47.9375rem)');
let turn = 0;

export async function open(block, { focus = false, push = true, field = '' } = {}) {
  flush();
  const mine = ++turn;
  const before = page.chosen;
  if (!block) return close(push);
  const { status, html, problem } = await part('/block', { query: page.look({ block, since: '' }) }).catch(() => ({ status: 0, problem: { message: 'The server cannot be reached. What you see stays as it is.' } }));
  if (mine !== turn) return;
  if (status === 404) say({ message: 'This block is not there any more.' });
  else if (status !== 200) say(problem);
  if (status !== 200) return document.dispatchEvent(new CustomEvent('deskbell:chosen', { detail: { block: before } }));
  page.chosen = block;
  apply(html);
  shown(push);
  const panel = document.getElementById('settings');
  const goal = field && panel.querySelector(`[data-setting="${CSS.escape(field)}"] .input`);
  if (goal) goal.focus();
  else if (phone.matches) panel.querySelector('h2').focus();
  else if (focus) panel.querySelector('.section .input:not([name=title]), [role=switch], .input')?.focus();
}

function close(push) {
  const before = page.chosen;
  page.chosen = '';
  const panel = document.getElementById('settings');
  const none = document.getElementById('no-settings').content.firstElementChild.cloneNode(true);
  panel.replaceWith(none);
  shown(push);
  rowOf(before)?.focus();
}

// shown marks what is open, wherever it is told.
export function shown(push = false) {
  const block = page.chosen;
  mark(block);
  if (push) history.pushState(null, '', `${page.path}?${new URLSearchParams({ view: page.view, ...(block ? { block } : {}), ...page.numbers })}`);
  document.dispatchEvent(new CustomEvent('deskbell:chosen', { detail: { block } }));
  document.dispatchEvent(new CustomEvent('builder:moved', { detail: { block } }));
}

document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target.closest('a[data-block], a[data-close]');
  if (!link) return;
  event.preventDefault();
  open(link.dataset.block ?? '', { focus: event.detail === 0, field: link.dataset.field });
});

document.addEventListener('deskbell:choose', ({ detail: { block } }) => open(block, { focus: document.activeElement.matches(':focus-visible') }));

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented || !event.target.closest('#settings')) return;
  if (event.target.closest('[popover]:popover-open')) return;
  event.preventDefault();
  if (phone.matches) open('');
  else (rowOf(page.chosen) ?? document.querySelector('#canvas .chosen header a') ?? document.getElementById('canvas'))?.focus();
});

// The block whose settings were open is gone.
document.addEventListener('builder:applied', () => {
  const { block = '' } = document.getElementById('settings').dataset;
  if (block === page.chosen) return;
  page.chosen = block;
  shown();
});

addEventListener('popstate', () => open(new URLSearchParams(location.search).get('block') ?? '', { push: false }));
