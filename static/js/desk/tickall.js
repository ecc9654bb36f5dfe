// [data-tick-all] ticks all boxes of the part that it stands in, or none, and says whether all are.
const boxes = (all) => [...all.closest('details').querySelectorAll('input[type=checkbox]:not([data-tick-all])')];

function settle(all) {
  const ticked = boxes(all).filter((box) => box.checked).length;
  all.closest('label').hidden = false;
  all.checked = ticked === boxes(all).length;
  all.indeterminate = ticked > 0 && !all.checked;
}

function start() {
  for (const all of document.querySelectorAll('[data-tick-all]')) settle(all);
}

document.addEventListener('change', ({ target }) => {
  if (target.matches?.('[data-tick-all]')) {
    for (const box of boxes(target)) box.checked = target.checked;
    return;
  }
  const all = target.closest?.('details')?.querySelector('[data-tick-all]');
  if (all) settle(all);
});
document.addEventListener('deskbell:applied', start);
start();
