// Requests to the bot's address. The visitor's secret travels in a header, never in an address.
import { random } from '../shared/ids.js';
import { keep } from './keep.js';
import { page } from './page.js';

// Nothing is sent before it is settled who the visitor is.
let settled = Promise.resolve();
export const known = () => settled;
export const holdUntil = (promise) => (settled = promise);

export const token = () => keep.get('token');

// The secret is made here, at the first action, and kept before it is sent: whatever happens to the
// answer, the next try belongs to the same conversation.
export function makeToken() {
  if (!token()) keep.set('token', random(32));
}

export function authorised() {
  return token() ? { Authorization: `Bearer ${token()}` } : {};
}

export async function post(path, fields) {
  await settled;
  return fetch(`${page.base}/${path}`, {
    method: 'POST',
    headers: authorised(),
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(20_000),
  });
}

export async function payload(address) {
  const answer = await fetch(address, { headers: authorised(), cache: 'no-store' });
  if (!answer.ok) throw Object.assign(new Error('not to be had'), { status: answer.status });
  return answer.text();
}

// What goes with everything that may begin a conversation.
export function common() {
  const fields = { version: page.version, page: page.host.page, title: page.host.title, language: page.host.language };
  if (page.fresh) fields.fresh = '1';
  if (page.playground) fields.playground = '1';
  return fields;
}
