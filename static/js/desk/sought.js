// #open[data-at]: the entry that was looked for is brought into view and marked, once.
const look = () => {
  const open = document.querySelector('#open[data-at]');
  const entry = open?.querySelector(`ol.log > [data-seq="${CSS.escape(open.dataset.at)}"]`);
  if (!entry) return;
  delete open.dataset.at;
  entry.dataset.sought = '';
  entry.tabIndex = -1;
  requestAnimationFrame(() => {
    entry.scrollIntoView({ block: 'center' });
    entry.closest('bell-log').dispatchEvent(new Event('scroll')); // at once: it must not be followed to its end
    if (!document.activeElement?.closest('input, textarea')) entry.focus({ preventScroll: true });
  });
};

document.addEventListener('deskbell:applied', look);
look();
