// Narrows the choices below a search field to those with all its words in them.
import { plain } from '../shared/plain.js';

export function startSearching(scroller) {
  const look = ({ target }) => {
    const field = target.matches('[data-search]') ? target : target.querySelector?.('[data-search]');
    if (field) narrow(field);
  };
  scroller.addEventListener('input', look);
  scroller.addEventListener('deskbell:filled', look);
  scroller.addEventListener('keydown', (event) => {
    if (!event.target.matches('[data-search]')) return;
    if (event.key === 'Enter') event.preventDefault(); // it sends nothing
    if (event.key === 'Escape' && event.target.value) event.preventDefault(); // it empties the field, and no more
  });
}

function narrow(field) {
  const within = field.closest('form') ?? field.closest('#prompt');
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  let left = 0;
  for (const choice of within.querySelectorAll('.offer, .picture')) {
    const has = plain(`${choice.textContent} ${choice.querySelector('img')?.alt ?? ''}`);
    choice.hidden = !words.every((word) => has.includes(word));
    if (!choice.hidden) left += 1;
  }
  within.querySelector('[data-none]').hidden = left > 0;
}
