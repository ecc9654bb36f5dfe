// Outline or canvas: what was chosen last is remembered in this browser. Where nothing was, a wide screen
// with a mouse gets the canvas.
import { flush } from './fields.js';
import { page } from './page.js';

const NAME = 'deskbell:builder:view';

document.addEventListener('click', (event) => {
  const tab = event.target.closest('a[data-view]');
  if (!tab) return;
  flush();
  keep(tab.dataset.view);
});

function keep(view) {
  try {
    localStorage.setItem(NAME, view);
  } catch {
    // storage is forbidden: it is chosen anew each time
  }
}

function kept() {
  try {
    return localStorage.getItem(NAME);
  } catch {
    return null;
  }
}

const asked = new URLSearchParams(location.search);
if (page.root && !asked.has('view') && kept() !== 'outline' && matchMedia('(min-width: 48rem) and (pointer: fine)').matches) {
  asked.set('view', 'canvas');
  location.replace(`${location.pathname}?${asked}`);
}
