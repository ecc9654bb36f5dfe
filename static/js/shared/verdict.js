// What an answer to a post means.
//   const {state, sentence, field} = await verdict(answer);   field: of the form, that was refused
//     'sent'      the server has it. Only its own 204 says so: a page that a proxy leads to does not
//     'later'     not now: a limit, a restart, a sign-in, somebody else's page
//     'failed'    it went wrong there, or something on the way knows no such address: perhaps later
//     'refused'   the server will not have it, and its sentence says why
import { worded } from './worded.js';

const LATER = [401, 408, 425, 429];

export async function verdict(answer) {
  const { status, redirected } = answer;
  if (status === 204 && !redirected) return { state: 'sent' };
  if (redirected || status < 400 || status > 500 || LATER.includes(status)) return { state: 'later' };
  const { code, message = worded('could_not_send', 'That could not be sent.'), field, ref } = await answer.json().catch(() => ({}));
  return { state: code && status < 500 ? 'refused' : 'failed', sentence: ref ? `${worded('went_wrong', message)} ${worded('reference', 'Reference: {ref}', { ref })}` : message, field };
}
