// Marks what the visitor chose among the choices that the bot had offered. An entry never changes once it
// is drawn, so the later one says which it was: li[data-chosen] answers .trace[data-token].
import { worded } from '../shared/worded.js';

document.addEventListener('deskbell:applied', mark);
mark();

function mark() {
  for (const answer of document.querySelectorAll('li[data-chosen]:not([data-chosen=""])')) {
    const { token, chosen } = answer.dataset;
    const offered = answer.parentElement.querySelectorAll(`.trace[data-token="${CSS.escape(token)}"]`);
    const taken = [...(offered[offered.length - 1]?.children ?? [])].find((choice) => choice.dataset.choice === chosen);
    if (!taken || taken.classList.contains('taken')) continue;
    taken.classList.add('taken');
    taken.append(said());
  }
}

function said() {
  const word = document.createElement('span');
  word.className = 'unseen';
  word.textContent = ` ${worded('guest_chosen', '(chosen)')}`;
  return word;
}
