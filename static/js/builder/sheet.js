// The one dialog of the page; what is in it the server draws. [data-sheet] names where.
//   fetchSheet(address, at) · show(html, at)   at: {x, y} for a block that is added on the canvas
// A form[data-op] in it becomes an edit; data-then="open" shows the settings of the new block.
import { say } from '../desk/post.js';
import { flush } from './fields.js';
import { send } from './ops.js';
import { page } from './page.js';
import { part } from './part.js';
import { settled } from './settled.js';

let place = {};

const dialog = () => document.getElementById('sheet');

export async function fetchSheet(address, at) {
  flush();
  await settled();
  const { status, html, problem } = await part(address).catch(() => ({ problem: { message: 'The server cannot be reached. Try again in a moment.' } }));
  if (status === 200) show(html, at);
  else say(problem);
}

export function show(html, at = {}) {
  place = 'x' in at ? { x: at.x, y: at.y } : {};
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  const sheet = dialog();
  sheet.replaceChildren(...fresh.body.childNodes);
  sheet.classList.toggle('wide', Boolean(sheet.querySelector('.palette, .differences')));
  if (!sheet.open) sheet.showModal();
  sheet.querySelector('[autofocus]')?.focus();
  document.dispatchEvent(new CustomEvent('deskbell:applied', { detail: { added: [], replaced: [], live: false } }));
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-sheet]');
  if (!button) return;
  button.closest('[popover]')?.hidePopover();
  let address = button.dataset.sheet;
  if (button.matches('.toolrow [data-palette]') && page.chosen) address += `?${new URLSearchParams({ after: page.chosen })}`;
  fetchSheet(address);
});

document.addEventListener('submit', async (event) => {
  const form = event.target.closest('#sheet form[data-op]');
  if (!form) return;
  event.preventDefault();
  const { op, rev, ...fields } = Object.fromEntries(new FormData(form, event.submitter));
  const open = form.dataset.then === 'open';
  dialog().close();
  try {
    const { blocks } = await send(op, { ...fields, ...(op === 'add' ? place : {}) }, { rev: Number(rev), open });
    if (open && blocks[0]) document.dispatchEvent(new CustomEvent('builder:added', { detail: { block: blocks[0] } }));
  } catch {
    // send has said why
  }
});

// In a field for a search the browser's Escape would clear it first.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !event.target.matches?.('#sheet [type=search]')) return;
  event.preventDefault();
  dialog().close();
});
