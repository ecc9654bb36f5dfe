// The stream of the conversation: what is said, who has the chat, who types, what the visitor has seen and thinks of
// the AI's answers.
//   listen();
import { kept } from '../desk/kept.js';
import { showTyping } from '../desk/typing.js';
import { apply } from '../shared/apply.js';
import { rated } from '../shared/rated.js';
import { seenUpTo } from '../shared/receipts.js';
import { Stream } from '../shared/stream.js';
import { worded } from '../shared/worded.js';
import { writing } from '../shared/writing.js';
import { base, going, leave, log, newest } from './page.js';

const HEARD = {
  typing: (name) => showTyping(document.getElementById('typing'), name),
  seen: (seq) => seenUpTo(log(), Number(seq)),
  writing: (data) => writing(log(), data),
  rated: (data) => rated(log(), data),
  epoch: () => location.reload(), // a backup was restored: nothing that is shown is sure
};

export function listen() {
  new Stream({
    url: () => `${base}/stream?after=${newest()}`,
    message: (html) => apply(html, { live: true }),
    named: (name, data) => HEARD[name]?.(data),
    state,
  }).open();
}

function state(word) {
  const strip = document.getElementById('connection');
  strip.hidden = word !== 'down';
  strip.textContent = word === 'down' ? worded('reconnecting', 'Reconnecting…') : '';
  if (word === 'up' || word === 'down' || going.away) return;
  kept.forget(); // he was put out, or the link is over
  leave();
}
