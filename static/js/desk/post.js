// Posts a form's fields. What the server refuses is thrown as Refused, with its own sentence.
//   await post('/desk/…/takeover', {…});
//   await load('/desk/…/log?before=7')   a part of a page
//   say(refused)   as a toast, with the reference that the log has as well
import { toast } from '../shared/toast.js';
import { worded } from '../shared/worded.js';

export class Refused extends Error {
  constructor(status, { message, ref } = {}) {
    super(message ?? worded('guest_did_not', 'That did not work. Try again.'));
    this.status = status;
    this.ref = ref;
  }
}

export async function post(address, fields = {}) {
  const answer = await send(address, fields).catch(() => {
    throw new Refused(0, { message: worded('guest_unreachable', 'The server cannot be reached. Try again in a moment.') });
  });
  if (answer.status === 401) toLogin();
  // A page that somebody else's sign-in led to is not the server's yes.
  if (answer.status !== 204 || answer.redirected) throw new Refused(answer.status, await answer.json().catch(() => ({})));
}

export function send(address, fields, signal = AbortSignal.timeout(20_000)) {
  const headers = { Accept: 'application/json', 'HX-Request': 'true' };
  return fetch(address, { method: 'POST', body: new URLSearchParams(fields), headers, signal });
}

export async function load(address) {
  const answer = await fetch(address, { headers: { 'HX-Request': 'true' }, signal: AbortSignal.timeout(20_000) });
  if (!answer.ok) throw new Error(`log: ${answer.status}`);
  return answer.text();
}

export function say({ message, ref }) {
  toast(ref ? `${worded('went_wrong', message)} ${worded('reference', 'Reference: {ref}', { ref })}` : message, { bad: true, ms: 10_000 });
}

export function toLogin() {
  location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
}
