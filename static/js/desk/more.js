// a[data-more]: brings the next page of rows, or of what was found, in under those that are there.
import htmx from '../../vendor/htmx-4.0.1.min.js';
import { ask } from './listed.js';

const FRESH = 200; // rows that the stream keeps as they are

document.addEventListener('click', async (event) => {
  const link = event.target.closest('a[data-more]');
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  if (link.getAttribute('aria-busy') === 'true') return;
  link.setAttribute('aria-busy', 'true');
  const pane = await ask(link.getAttribute('href'));
  link.removeAttribute('aria-busy');
  if (!pane || !link.isConnected) return;
  const kind = link.dataset.more;
  const came = [...pane.querySelectorAll(`#${kind} > li`)].filter((row) => !document.getElementById(row.id));
  const shown = document.getElementById(kind);
  const to = kind === 'rows' && shown.children.length + came.length > FRESH ? document.getElementById('older') : shown;
  to.append(...came);
  link.replaceWith(pane.querySelector('#more'));
  for (const row of came) htmx.process(row);
  (came[0]?.querySelector('a') ?? document.getElementById('more')).focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent('deskbell:listed'));
});
