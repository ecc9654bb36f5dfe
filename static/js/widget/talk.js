// The conversation on the page: the log as it is loaded, the stream that goes on with it, and the way
// back to the bot's greeting when there is none (any more).
import { apply } from '../shared/apply.js';
import { Stream } from '../shared/stream.js';
import { authorised, said, token } from './api.js';
import { empty, fetchGreeting, showGreeting } from './greeting.js';
import { insist } from './insist.js';
import { attached, keep, unsent } from './keep.js';
import { named } from './named.js';
import { log, page } from './page.js';

const connection = document.getElementById('connection');
let stream = null;
let loading = false;
let late = false; // something was sent since the log was asked for

export const begun = () => stream !== null;
export const newest = () => Math.max(0, ...kept().map((li) => Number(li.dataset.seq)));

// Loads what was said and listens on. Without a conversation for this visitor: the greeting.
export async function resume() {
  let found, asked;
  loading = true;
  do {
    late = false;
    asked = token();
    found = await insist(said);
  } while (found === null && (late || token() !== asked)); // there may be one by now
  loading = false;
  if (found === null) return forget();
  begin(found);
}

// Shows what another tab has begun; nothing as long as the server does not know of it.
export async function join() {
  if (loading) return;
  const found = await said().catch(() => null);
  if (found !== null && !loading && !begun()) begin(found);
}

function begin(found) {
  empty();
  apply(found);
  listen();
}

export function listen() {
  late = true;
  if (stream || loading) return;
  log.parentElement.setAttribute('aria-busy', 'false');
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

// A secret that nobody knows any more is of no use, unless something waits to be sent with it, or was
// sent ahead: the server may know it by then.
async function forget() {
  hush();
  if (!unsent() && !attached()) keep.set('token', null);
  const fresh = await insist(fetchGreeting);
  if (!begun()) showGreeting(fresh);
}

function state(word) {
  connection.hidden = word !== 'down';
  if (word === 'unauthorised' && token()) startOver(); // the log knows for sure
  if (word === 'gone' && token()) forget();
}
