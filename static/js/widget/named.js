// The small news of the stream that have no number: who writes, how far the team has read.
import { seenUpTo } from '../shared/receipts.js';
import { worded } from '../shared/worded.js';
import { log } from './page.js';

const line = document.getElementById('typing');
let over;

export function named(name, data) {
  if (name === 'typing') typing(data.trim());
  if (name === 'seen') seenUpTo(log, Number(data));
}

// The page itself says how far the team had read when it was drawn.
document.addEventListener('deskbell:applied', ({ detail }) => {
  const header = document.getElementById('chat-header');
  seenUpTo(log, Number(header.dataset.teamSeen));
  if (detail.added.some((li) => !li.matches('.mine'))) typing('');
});

function typing(who) {
  clearTimeout(over);
  line.querySelector('.unseen').textContent = who && worded('typing', '{name} is typing', { name: who });
  line.hidden = !who;
  if (who) over = setTimeout(() => typing(''), 8_000); // the end of it may have been lost
}
