// Where the playground sits. On a wide screen it is a column of its own; where there is no room for that
// it takes the place of the settings, and steps behind them while a block is open.
//   tested(on)
import { page } from '../page.js';

export function tested(on) {
  if (!page.root) return;
  if (on) page.root.dataset.testing = 'on';
  else delete page.root.dataset.testing;
  press();
}

function press() {
  const button = document.getElementById('test');
  if (!button) return;
  button.setAttribute('role', 'button');
  button.setAttribute('aria-pressed', String(page.root.dataset.testing === 'on'));
}

document.addEventListener('builder:applied', press);

document.addEventListener('deskbell:chosen', ({ detail: { block } }) => {
  if (!page.root?.dataset.testing) return;
  page.root.dataset.testing = block ? 'behind' : 'on';
  press();
});

if (page.root) press();
