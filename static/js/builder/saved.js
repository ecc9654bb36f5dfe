// Says what of one's work the server does not have yet, and warns before one leaves with it.
import { dirty } from './fields.js';
import { unsent } from './ops.js';

document.addEventListener('builder:unsent', ({ detail: { waiting, stuck } }) => {
  const place = document.getElementById('unsent');
  const words = waiting && stuck ? 'Not saved yet. It is kept here and sent when there is a connection.' : waiting ? 'Saving…' : '';
  if (place.textContent !== words) place.textContent = words;
  place.toggleAttribute('data-stuck', stuck && waiting > 0);
});

addEventListener('beforeunload', (event) => {
  if (unsent() || dirty()) event.preventDefault();
});
