// "Goes on": where an exit leads is chosen from a list of all blocks and flows, which the server draws
// once for all exits (#suggestions) whenever the flow has changed.
import { send } from './ops.js';
import { page } from './page.js';
import { part } from './part.js';
import { apply } from './parts.js';

const IDLE = 250; // ms
let timer;

document.addEventListener('builder:applied', soon);
soon();

function soon() {
  fill();
  clearTimeout(timer);
  timer = setTimeout(bring, IDLE);
}

async function bring() {
  const there = document.getElementById('suggestions');
  if (!document.querySelector('#settings[data-block]') || Number(there.dataset.rev ?? -1) >= page.rev) return;
  const { status, html } = await part('/suggestions', { query: page.look() }).catch(() => ({}));
  if (status !== 200) return;
  there.dataset.rev = page.rev;
  apply(html);
  for (const list of document.querySelectorAll('select[data-places]')) list.removeAttribute('data-full');
  fill();
  zones();
}

function fill() {
  const places = document.getElementById('places');
  if (!places) return;
  for (const list of document.querySelectorAll('select[data-places]:not([data-full])')) {
    const { value } = list;
    const [nothing] = list.options;
    const own = list.selectedOptions[0]?.cloneNode(true);
    list.replaceChildren(nothing, ...[...places.content.children].map((node) => node.cloneNode(true)));
    if (own && ![...list.options].some((option) => option.value === value)) list.append(own);
    list.value = value;
    list.dataset.full = '';
  }
}

function zones() {
  const list = document.getElementById('zones');
  if (!list || list.children.length || !Intl.supportedValuesOf) return;
  list.append(...Intl.supportedValuesOf('timeZone').map((zone) => Object.assign(document.createElement('option'), { value: zone })));
}

document.addEventListener('change', async ({ target }) => {
  if (!target.matches('select[data-places]')) return;
  const { block } = document.getElementById('settings').dataset;
  const { port, value: before } = target.dataset;
  const at = target.value.lastIndexOf('#');
  const to = { to_flow: target.value.slice(0, Math.max(at, 0)), to_block: at < 0 ? '' : target.value.slice(at + 1) };
  const words = target.selectedOptions[0].textContent;
  try {
    await send('connect', { block, port, ...to }, { key: `${block} out.${port}` });
    page.tell(`Leads to: ${words}`);
  } catch {
    target.value = before; // the message, or the clash, says why
  }
});
