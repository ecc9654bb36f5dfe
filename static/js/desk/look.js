// [data-look=/address] in a dialog shows what is at the address with the value that was chosen among the
// form's radio buttons named to or slug. Enter in the search chooses the first that was found, and sends
// nothing.
import htmx from '../../vendor/htmx-4.0.1.min.js';

let looking;
let asked = 0;

document.addEventListener('change', ({ target }) => {
  const place = target.matches('dialog :is([name=to], [name=slug])') && target.form?.querySelector('[data-look]');
  if (!place) return;
  clearTimeout(looking);
  looking = setTimeout(() => show(place, target.value), 80); // arrow keys go through many
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.isComposing || !event.target.matches('dialog [type=search]')) return;
  event.preventDefault();
  const found = [...event.target.form.querySelectorAll('.pick [type=radio]')].find((radio) => radio.offsetParent);
  found?.focus();
  found?.click();
});

async function show(place, value) {
  const mine = ++asked;
  place.setAttribute('aria-busy', 'true');
  await htmx.ajax('GET', place.dataset.look + encodeURIComponent(value), { source: place, target: place });
  if (mine !== asked) return;
  place.removeAttribute('aria-busy');
  place.scrollTop = 0;
}
