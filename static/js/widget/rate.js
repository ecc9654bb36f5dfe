// Thumbs under an answer of the AI. They change at once; what the server does not keep is taken back, and told. Pressed
// again, one is no rating any more.
//   startRating();
//   rating('12 1')   → whether that entry's rating is on its way from here
import { rated } from '../shared/rated.js';
import { toast } from '../shared/toast.js';
import { worded } from '../shared/worded.js';
import { post } from './api.js';
import { log } from './page.js';

const going = new Map(); // seq → the rating that is wanted

export const rating = (data) => going.has(data.split(' ')[0]);

export function startRating() {
  log.addEventListener('click', ({ target }) => {
    const thumb = target.closest('[data-rate]');
    if (!thumb) return;
    const { seq, conversation } = thumb.closest('li').dataset;
    const before = thumb.parentElement.querySelector('[data-rate][aria-pressed=true]')?.dataset.rate ?? '0';
    const wanted = thumb.dataset.rate === before ? '0' : thumb.dataset.rate;
    rated(log, `${seq} ${wanted}`);
    thumb.parentElement.querySelector('[data-thanks]').textContent = '';
    if (!going.has(seq)) send({ seq, conversation }, before, wanted);
    else going.set(seq, wanted);
  });
}

// One post after the other: the last press counts.
async function send(entry, before, wanted) {
  let kept = before;
  going.set(entry.seq, wanted);
  while (going.get(entry.seq) !== kept) {
    const rating = going.get(entry.seq);
    const problem = await keep({ ...entry, rating });
    if (problem) {
      toast(problem, { bad: true });
      rated(log, `${entry.seq} ${kept}`);
      break;
    }
    kept = rating;
  }
  going.delete(entry.seq);
  const thanks = log.querySelector(`:scope > [data-seq="${CSS.escape(entry.seq)}"] [data-thanks]`);
  if (thanks) thanks.textContent = kept === '0' || kept === before ? '' : thanks.dataset.thanks;
}

// What went wrong, in words; '' for nothing.
async function keep(fields) {
  const answer = await post('rate', fields).catch(() => null);
  if (answer?.status === 204) return '';
  const { message } = (await answer?.json().catch(() => null)) ?? {};
  return message ?? worded('not_saved', 'This could not be saved just now. Please try again.');
}
