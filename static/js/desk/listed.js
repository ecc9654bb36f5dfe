// Brings what the lists' address leads to into the page, in the place of what is there.
//   await listed(address, {push})    the rows, or what was found: the field one types in stays as it is
//   await listsAt(address, focus)    the whole pane; the element of that id has the focus afterwards
//   const pane = await ask(address)  #lists as the server draws it, null when another question came
import htmx from '../../vendor/htmx-4.0.1.min.js';
import { say, toLogin } from './post.js';

const SLOW = 300; // ms until it shows that one waits
let asking;

export async function ask(address) {
  asking?.abort();
  const mine = (asking = new AbortController());
  const lists = document.getElementById('lists'); // another list may be chosen meanwhile
  const busy = setTimeout(() => document.getElementById('conversations')?.setAttribute('aria-busy', 'true'), SLOW);
  try {
    const signal = AbortSignal.any([mine.signal, AbortSignal.timeout(20_000)]);
    const answer = await fetch(address, { headers: { 'HX-Request': 'true' }, signal });
    if (answer.status === 401) toLogin();
    if (!answer.ok) throw await answer.json().catch(() => ({}));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return mine === asking && lists === document.getElementById('lists') ? page.getElementById('lists') : null;
  } catch (refused) {
    if (mine === asking) say({ ref: refused.ref, message: refused.ref || refused.code ? refused.message : 'The server cannot be reached. Try again in a moment.' });
    return null;
  } finally {
    clearTimeout(busy);
    if (mine === asking) document.getElementById('conversations')?.removeAttribute('aria-busy');
  }
}

export async function listed(address, { push }) {
  const pane = await ask(address);
  if (!pane) return;
  for (const id of ['conversations', 'chosen']) put(id, pane);
  const said = document.getElementById('found-said');
  said.textContent = document.querySelector('[data-said]')?.textContent ?? '';
  address = here(address);
  if (push) history.pushState({ htmx: true }, '', address);
  else history.replaceState({ htmx: true }, '', address);
  document.dispatchEvent(new CustomEvent('deskbell:listed'));
}

function put(id, pane) {
  const [old, next] = [document.getElementById(id), pane.querySelector(`#${id}`)];
  if (!old || !next) return;
  old.replaceWith(next);
  htmx.process(next);
}

export async function listsAt(address, focus) {
  const pane = await ask(address);
  if (!pane) return;
  document.getElementById('lists').replaceWith(pane);
  htmx.process(pane);
  history.pushState({ htmx: true }, '', here(address));
  document.getElementById(focus)?.focus({ preventScroll: true });
}

// The conversation that is open stays in the address.
function here(address) {
  const open = document.getElementById('open')?.dataset.conversation;
  return open ? address.replace('/desk?', `/desk/${open}?`) : address;
}
