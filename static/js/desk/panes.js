// On a phone one pane shows at a time, on a tablet two: html[data-pane] says which. Links with
// data-to-pane change it without loading a page; an opened conversation shows itself.
const root = document.documentElement;

document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-to-pane]');
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  show(link.dataset.toPane);
  if (link.dataset.toPane === 'list') history.replaceState(history.state, '', link.href);
});

function show(pane) {
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
