// What the run came to: fetched whenever the chat says that something happened.
//   show(html)   puts the parts of a trace in place
import { say, toLogin } from '../../desk/post.js';
import { morph } from '../morph.js';
import { part } from '../part.js';
import { place } from './start.js';
import { light } from './way.js';

const SETTLED = 120; // ms: a turn is told several times
let timer;
let turn = 0;

export function show(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  for (const element of [...fresh.body.children]) {
    const old = document.getElementById(element.id);
    if (old) morph(old, element);
  }
  if (place()?.querySelector('#trial-path')) light(place().querySelector('#trial-path'));
  document.dispatchEvent(new CustomEvent('deskbell:applied', { detail: { added: [], replaced: [], live: true } }));
}

async function look() {
  const { runs, conversation } = place().dataset;
  if (!conversation) return;
  const mine = ++turn;
  const { status, html } = await part(`${runs}${conversation}/trace`).catch(() => ({ status: 0 }));
  if (mine === turn && status === 200 && place().dataset.conversation === conversation) show(html);
  if (status === 401) toLogin();
}

addEventListener('message', ({ origin, source, data }) => {
  const frame = place()?.querySelector('iframe');
  if (origin !== location.origin || source !== frame?.contentWindow || data?.deskbell !== 'trial') return;
  place().dataset.conversation = String(data.conversation);
  clearTimeout(timer);
  timer = setTimeout(look, SETTLED);
});

document.addEventListener('trial:began', () => light(place().querySelector('#trial-path')));

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-trial=forward]');
  if (!button || button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  const { runs, conversation } = place().dataset;
  const { status, html, problem } = await part(`${runs}${conversation}/forward`, { fields: {} }).catch(() => ({ status: 0, problem: { message: 'The server cannot be reached. Try again in a moment.' } }));
  button.removeAttribute('aria-busy');
  turn++;
  if (status === 200) show(html);
  else say(problem);
});

// The way leads into the settings of its blocks, where the flow is on this page.
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-stop]');
  const root = document.querySelector('bell-builder');
  if (!link || event.metaKey || event.ctrlKey || link.closest('li').dataset.flow !== root?.dataset.flow) return;
  event.preventDefault();
  document.dispatchEvent(new CustomEvent('deskbell:choose', { detail: { block: link.dataset.stop } }));
});
