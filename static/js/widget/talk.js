// The conversation on the page: the log as it is loaded, the stream that goes on with it, and the way
// back to the bot's greeting when there is none (any more).
import { apply } from '../shared/apply.js';
import { Backoff } from '../shared/backoff.js';
import { Stream } from '../shared/stream.js';
import { authorised, payload, token } from './api.js';
import { empty, fetchGreeting, showGreeting } from './greeting.js';
import { keep } from './keep.js';
import { named } from './named.js';
import { log, page } from './page.js';

const connection = document.getElementById('connection');
let stream = null;

export const begun = () => stream !== null;
export const newest = () => Math.max(0, ...kept().map((li) => Number(li.dataset.seq)));

// Loads what was said and listens on. Without a conversation for this visitor: the greeting.
export async function resume() {
  const found = await insist(() => payload(`${page.base}/log`).catch((problem) => (problem.status === 401 ? null : Promise.reject(problem))));
  if (found === null) return forget();
  empty();
  apply(found);
  listen();
}

// Shows what another tab has begun; nothing as long as the server does not know of it.
export async function join() {
  const found = await payload(`${page.base}/log`).catch(() => null);
  if (found === null || begun()) return;
  empty();
  apply(found);
  listen();
}

export function listen() {
  if (stream) return;
  stream = new Stream({
    url: () => `${page.base}/stream?after=${newest()}`,
    headers: authorised,
    message: (html) => apply(html, { live: true }),
    named: (name, data) => (name === 'epoch' ? startOver() : named(name, data)),
    state,
  });
  stream.open();
}

// Shows the bot's first blocks, as for somebody who comes for the first time.
export async function greet() {
  const fresh = await fetchGreeting();
  hush();
  showGreeting(fresh);
}

function kept() {
  return [...log.querySelectorAll(':scope > [data-seq]:not([data-preview])')];
}

function hush() {
  stream?.close();
  stream = null;
}

function startOver() {
  hush();
  return resume();
}

// A secret that nobody knows any more is of no use, unless something waits to be sent with it: the
// server may know it by then.
function forget() {
  hush();
  if (!Object.keys(keep.all()).some((key) => key.startsWith('out.'))) keep.set('token', null);
  return insist(greet);
}

async function insist(task) {
  const backoff = new Backoff(1_000, 15_000);
  for (;;) {
    try {
      const result = await task();
      connection.hidden = true;
      return result;
    } catch {
      connection.hidden = false;
      await backoff.wait();
    }
  }
}

function state(word) {
  connection.hidden = word !== 'down';
  if (word === 'unauthorised' || word === 'gone') return token() && forget();
}
