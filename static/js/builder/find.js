// The search in all flows: results come as one types.
import { part } from './part.js';
import { morph } from './morph.js';

const PAUSE = 200; // ms
let timer;
let turn = 0;

document.addEventListener('input', ({ target }) => {
  const form = target.closest('[data-find-form]');
  if (!form) return;
  clearTimeout(timer);
  timer = setTimeout(() => look(form), PAUSE);
});

document.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-find-form]')) return;
  event.preventDefault();
  look(event.target);
});

async function look(form) {
  const mine = ++turn;
  const { status, html } = await part(new URL(form.action).pathname, { query: new URLSearchParams(new FormData(form)) }).catch(() => ({}));
  const place = form.querySelector('#found');
  if (mine !== turn || status !== 200 || !place) return;
  morph(place, new DOMParser().parseFromString(html, 'text/html').getElementById('found'));
}
