// The playground: [data-test] begins a test of the flow as it is now, at a block or at the start; the
// button in the row of tools also ends it. Everything typed is kept before. On the page of its own the
// test begins by itself.
//   start(block, { pretended })
import { say, toLogin } from '../../desk/post.js';
import { flush } from '../fields.js';
import { unsent } from '../ops.js';
import { page } from '../page.js';
import { part } from '../part.js';
import { dim } from './way.js';
import { tested } from './seat.js';

const PATIENCE = 5_000; // ms that an edit may take to be kept
const PAUSE = 60;

export const place = () => document.getElementById('playground');

export async function start(block = '', { pretended = {}, address = `${page.path}/playground` } = {}) {
  place().setAttribute('aria-busy', 'true');
  if (page.root) await kept();
  const fields = { block, ...pretended };
  const { status, html, problem } = await part(address, { fields }).catch(() => ({ status: 0, problem: { message: 'The server cannot be reached. Try again in a moment.' } }));
  place().removeAttribute('aria-busy');
  if (status === 401) return toLogin();
  if (status !== 200) return say(problem);
  const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('playground');
  place().replaceWith(fresh);
  tested(true);
  document.dispatchEvent(new CustomEvent('trial:began'));
  fresh.querySelector('iframe').focus();
}

export function stop() {
  const { parentElement } = place();
  const none = Object.assign(document.createElement('section'), { id: 'playground', className: 'playground', hidden: true });
  none.setAttribute('aria-label', 'Playground');
  place().replaceWith(none);
  dim();
  tested(false);
  parentElement.closest('bell-builder')?.querySelector('#test')?.focus();
}

// What was typed is part of what is tested.
async function kept() {
  flush();
  for (let waited = 0; unsent() && waited < PATIENCE; waited += PAUSE) await new Promise((done) => setTimeout(done, PAUSE));
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-test]');
  if (!link || !page.root || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  link.closest('[popover]')?.hidePopover();
  const { test } = link.dataset;
  if (link.id !== 'test') return void start(test);
  if (place().hidden) start();
  else if (page.root.dataset.testing === 'behind') tested(true);
  else stop();
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 't' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !page.root) return;
  const at = event.target.closest?.('#outline a.step, #canvas .block header a');
  if (!at) return;
  event.preventDefault();
  start(at.dataset.block);
});

if (place()?.hasAttribute('data-begins')) {
  const form = place().querySelector('form');
  start(form.elements.block.value, { address: new URL(form.action).pathname });
}
