// Everything the visitor does that is kept goes through one ordered outbox that outlives the page.
//   const {id} = act(path, fields, words, more);   path say | choose | press | skip | back | cancel;
//     a field that is a list is sent as several; words: the bubble, '' for none; more: kept with it
import { random } from '../shared/ids.js';
import { Outbox } from '../shared/outbox.js';
import { common, known, makeToken, post } from './api.js';
import { keep } from './keep.js';
import { page, prompt } from './page.js';
import { drop, settle, show } from './pending.js';
import { begun, listen } from './talk.js';

const PATIENCE = 8_000;
const MOMENT = 1_000;
const KEY = 'out.'; // a key for each, so that two tabs keep theirs side by side
let refused = () => {};
const settled = [];

const outbox = new Outbox({
  ready: known,
  post: send,
  keep: (id, item) => keep.set(KEY + id, item),
  changed(item, state, sentence, field) {
    settle(item, state);
    if (state !== 'stuck') for (const listener of settled) listener(item, state);
    if (state === 'sent') arrived(item);
    if (state === 'refused') refused(item, sentence, field, drop(item));
  },
});

export function act(path, fields, words, more) {
  const item = { ...more, id: random(12), at: Date.now(), path, words, key: prompt().dataset.key, fields: { ...common(), ...fields } };
  outbox.add(item);
  show(item);
  return item;
}

export const retry = () => outbox.retry();

// What to do with what the server will not take: refused(item, sentence, field).
export function whenRefused(listener) {
  refused = listener;
}

// Hears of everything that was sent or refused: listener(item, 'sent' | 'refused').
export const whenSettled = (listener) => settled.push(listener);

// What an earlier page could not send goes before what is new.
export function restore() {
  const left = Object.entries(keep.all()).filter(([key]) => key.startsWith(KEY));
  const items = left.map(([, item]) => item).sort((a, b) => a.at - b.at);
  for (const item of items) show(item);
  outbox.restore(items);
}

async function send(item, signal) {
  makeToken();
  const answer = await post(item.path, { ...item.fields, client_id: item.id }, signal);
  if (answer.status === 401) keep.set('token', null); // the next try makes a new one
  return answer;
}

function arrived(item) {
  if (item.fields.fresh) page.fresh = false;
  if (!begun()) listen();
  // An answer to a question that was over by then changes nothing: its bubble goes, and whatever is
  // asked now can be answered. So it does where the same question has come again because of it.
  const over = () => (item.path === 'say' || drop(item), askAgain());
  if (item.path !== 'say' || item.fields.token) setTimeout(over, item.key === prompt().dataset.key ? PATIENCE : MOMENT);
}

// Gives the buttons of what is asked back.
export function askAgain() {
  prompt().removeAttribute('aria-busy');
}
