// The small news of the stream that have no number: who writes, how far the team has read, the answer that is
// being written, a rating of another tab.
import { rated } from '../shared/rated.js';
import { seenUpTo } from '../shared/receipts.js';
import { worded } from '../shared/worded.js';
import { writing } from '../shared/writing.js';
import { log, prompt } from './page.js';
import { rating } from './rate.js';

const line = document.getElementById('typing');
let over;
let answering = false;

export function named(name, data) {
  if (name === 'typing') typing(data.trim());
  if (name === 'seen') seenUpTo(log, Number(data));
  if (name === 'writing') writing(log, data);
  if (name === 'rated' && !rating(data)) rated(log, data);
}

// The page itself says how far the team had read when it was drawn.
document.addEventListener('deskbell:applied', ({ detail }) => {
  const header = document.getElementById('chat-header');
  seenUpTo(log, Number(header.dataset.teamSeen));
  if (detail.added.some((li) => !li.matches('.mine'))) typing('');
  answers('answering' in prompt().dataset);
});

// While the AI looks for an answer there are dots where its words will be.
function answers(now) {
  if (now && !log.querySelector(':scope > [data-writing]')) writing(log, '{"at":0,"text":" "}');
  if (answering && !now) writing(log, '{"at":0,"text":""}');
  answering = now;
}

function typing(who) {
  clearTimeout(over);
  line.querySelector('.unseen').textContent = who && worded('typing', '{name} is typing', { name: who });
  line.hidden = !who;
  if (who) over = setTimeout(() => typing(''), 8_000); // the end of it may have been lost
}
