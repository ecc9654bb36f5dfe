// Requests to the bot's address. The visitor's secret travels in a header, never in an address.
import { random } from '../shared/ids.js';
import { heard } from '../shared/now.js';
import { keep } from './keep.js';
import { page } from './page.js';

const LONGEST = 20_000;

// Nothing is sent before it is settled who the visitor is.
let settled = Promise.resolve();
export const known = () => settled;
export const holdUntil = (promise) => (settled = promise);

export const token = () => keep.get('token');

// The secret is made here, at the first action, and kept before it is sent: whatever happens to the
// answer, the next try belongs to the same conversation. One that another tab has just made is taken.
export function makeToken() {
  if (token()) return;
  const made = keep.stored('token');
  if (made) keep.learn('token', made);
  else keep.set('token', random(32));
}

// What the server says is in the language of the page.
export const spoken = { 'Accept-Language': document.documentElement.lang };

export function authorised() {
  return token() ? { ...spoken, Authorization: `Bearer ${token()}` } : spoken;
}

export async function post(path, fields, signal = AbortSignal.timeout(LONGEST)) {
  await settled;
  return fetch(`${page.base}/${path}`, {
    method: 'POST',
    headers: authorised(),
    body: new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each]))),
    signal,
  });
}

export async function payload(address) {
  const answer = await fetch(address, { headers: authorised(), cache: 'no-store', signal: AbortSignal.timeout(LONGEST) });
  heard(answer);
  if (answer.ok) return answer.text();
  const { code } = await answer.json().catch(() => ({})); // without one it is a proxy's
  throw Object.assign(new Error('not to be had'), { status: code ? answer.status : 0 });
}

// What was said; null without a conversation.
export function said() {
  return payload(`${page.base}/log`).catch((problem) => (problem.status === 401 ? null : Promise.reject(problem)));
}

// What goes with everything that may begin a conversation.
export function common() {
  const fields = { version: page.version, seed: page.seed, page: page.host.page, title: page.host.title, language: page.host.language };
  if (page.fresh) fields.fresh = '1';
  if (page.playground) Object.assign(fields, { playground: '1' }, page.trial);
  return fields;
}
