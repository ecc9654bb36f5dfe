// Posts a form's fields. What the server refuses is thrown as Refused, with its own sentence.
//   await post('/desk/…/takeover', {…});
//   say(refused)   as a toast, with the reference that the log has as well
import { toast } from '../shared/toast.js';

export class Refused extends Error {
  constructor(status, { message, ref } = {}) {
    super(message ?? 'That did not work. Try again.');
    this.status = status;
    this.ref = ref;
  }
}

export async function post(address, fields = {}) {
  const answer = await send(address, fields).catch(() => {
    throw new Refused(0, { message: 'The server cannot be reached. Try again in a moment.' });
  });
  if (answer.status === 401) toLogin();
  // A page that somebody else's sign-in led to is not the server's yes.
  if (answer.status !== 204 || answer.redirected) throw new Refused(answer.status, await answer.json().catch(() => ({})));
}

export function send(address, fields, signal = AbortSignal.timeout(20_000)) {
  const headers = { Accept: 'application/json', 'HX-Request': 'true' };
  return fetch(address, { method: 'POST', body: new URLSearchParams(fields), headers, signal });
}

export function say({ message, ref }) {
  toast(ref ? `${message} Reference: ${ref}` : message, { bad: true, ms: 10_000 });
}

export function toLogin() {
  location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
}
