// The palette: typing narrows it, arrows go through it, Enter takes the one that is called so, else the first. A new block shows its
// settings, with the focus in the first field.
import { shown } from './panel.js';
import { page } from './page.js';

const offers = (form) => [...form.querySelectorAll('.offer')].filter((offer) => !offer.hidden);

document.addEventListener('input', ({ target }) => {
  if (!target.matches('[data-narrow]')) return;
  const words = target.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const shelf of target.form.querySelectorAll('[data-shelf]')) {
    for (const offer of shelf.querySelectorAll('.offer')) offer.hidden = !words.every((word) => offer.dataset.words.includes(word));
    shelf.hidden = !shelf.querySelector('.offer:not([hidden])');
  }
  target.form.querySelector('[data-nothing]').hidden = offers(target.form).length > 0;
});

document.addEventListener('keydown', (event) => {
  const form = event.target.closest('form.palette');
  if (!form) return;
  const all = offers(form);
  const at = all.indexOf(event.target);
  if (event.key === 'Enter' && at < 0) {
    event.preventDefault();
    const best = all.find((offer) => offer.querySelector('b').textContent.toLowerCase().startsWith(event.target.value.trim().toLowerCase())) ?? all[0];
    return best && form.requestSubmit(best);
  }
  const columns = all[1] && all[0].offsetTop === all[1].offsetTop ? 2 : 1;
  const steps = { ArrowDown: at < 0 ? 1 : columns, ArrowUp: -columns, ArrowRight: at < 0 ? 0 : 1, ArrowLeft: at < 0 ? 0 : -1 };
  const step = steps[event.key];
  if (!step) return;
  event.preventDefault();
  (all[at + step] ?? (step < 0 ? form.querySelector('[data-narrow]') : all.at(-1)))?.focus();
});

document.addEventListener('builder:added', ({ detail: { block } }) => {
  page.chosen = block;
  shown(true);
  const panel = document.getElementById('settings');
  const field = panel.querySelector('.section .input:not([name=title])') ?? panel.querySelector('.input');
  field?.focus();
  field?.select?.();
  document.getElementById(`step-${block}`)?.scrollIntoView({ block: 'nearest' });
});
