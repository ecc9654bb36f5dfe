// The bubble that stands for words on their way. The stream's own entry replaces it (apply.js knows it
// by its client id).
import { log } from './page.js';

const mould = document.getElementById('pending');

export function show(item) {
  const there = find(item);
  if (!item.words || there?.dataset.seq) return;
  if (there) return log.append(there);
  const li = mould.content.cloneNode(true).firstElementChild;
  li.dataset.client = item.id;
  li.querySelector('.bubble p').textContent = item.words;
  log.append(li);
}

export function settle(item, state) {
  const li = find(item);
  if (!li || li.dataset.seq) return;
  li.querySelector('.bubble').classList.toggle('failed', state === 'stuck');
  li.querySelector('.bubble').classList.toggle('look', state !== 'stuck');
  li.querySelector('.sending').hidden = state !== 'sending';
  li.querySelector('.receipt.failed').hidden = state !== 'stuck';
}

// Takes the bubble away.
export function drop(item) {
  const li = find(item);
  if (li && !li.dataset.seq) li.remove();
}

function find(item) {
  return log.querySelector(`:scope > [data-client="${CSS.escape(item.id)}"]`);
}
