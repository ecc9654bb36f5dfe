// Turns "Sent" into "Seen" under one's own entries that the other side has seen.
//   seenUpTo(log, seq);
import { worded } from './worded.js';

export function seenUpTo(log, seq) {
  if (seq > Number(log.dataset.seenTo ?? 0)) log.dataset.seenTo = seq;
  const seen = worded('seen', 'Seen');
  const most = Number(log.dataset.seenTo ?? 0);
  for (const word of log.querySelectorAll('.mine[data-seq] [data-receipt]')) {
    if (Number(word.closest('li').dataset.seq) <= most && word.textContent !== seen) word.textContent = seen;
  }
}
