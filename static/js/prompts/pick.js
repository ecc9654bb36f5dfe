// Some of several choices: how many are chosen is said, at the most the others rest, and the button
// works from the least on.
import { worded } from '../shared/worded.js';

export function startPicking(scroller) {
  const look = ({ target }) => {
    const form = target.closest('form[data-least]');
    if (form) count(form);
  };
  scroller.addEventListener('change', look);
  scroller.addEventListener('deskbell:filled', look);
}

function count(form) {
  const boxes = [...form.querySelectorAll('[name=choices]')];
  const chosen = boxes.filter((box) => box.checked).length;
  const { least, most } = form.dataset;
  const hint = form.querySelector('#ask-hint');
  hint.textContent = chosen ? worded('so_far', '{hint}: {count} so far', { hint: hint.dataset.words, count: chosen }) : hint.dataset.words;
  for (const box of boxes) box.disabled = !box.checked && chosen >= Number(most);
  form.querySelector('#ask-send').setAttribute('aria-disabled', String(chosen < Number(least)));
}
