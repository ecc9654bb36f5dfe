// On a phone one pane shows at a time, on a tablet two: html[data-pane] says which. Links with
// data-to-pane change it without loading a page; an opened conversation shows itself.
const root = document.documentElement;

document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-to-pane]');
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  show(link.dataset.toPane);
  if (link.dataset.toPane !== 'list') return;
  const address = new URL(link.href);
  const words = document.getElementById('search')?.value.trim();
  if (words) address.searchParams.set('q', words); // what was found is still there
  history.replaceState(history.state, '', address);
});

// show brings a pane to the front and the focus into it.
export function show(pane) {
  root.dataset.pane = pane;
  const goal = {
    list: '.row[aria-current="true"], .tab[aria-selected="true"]',
    conversation: 'bell-log',
    information: '#information a',
  };
  document.querySelector(goal[pane])?.focus({ preventScroll: true });
}

const desk = document.querySelector('bell-desk');
if (desk) {
  new MutationObserver((changes) => {
    const opened = changes.flatMap((change) => [...change.addedNodes]).some((node) => node.dataset?.conversation);
    if (!opened) return;
    root.dataset.pane = 'conversation';
    if (document.activeElement === document.body) document.querySelector('bell-log')?.focus({ preventScroll: true });
  }).observe(desk, { childList: true });
}
