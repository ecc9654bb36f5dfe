// What an answer to a post means.
//   const {state, sentence} = await verdict(answer);
//     'sent'      the server has it. Only its own 204 says so: a page that a proxy leads to does not
//     'later'     not now: a limit, a restart, a sign-in, somebody else's page
//     'failed'    it went wrong there, or something on the way knows no such address: perhaps later
//     'refused'   the server will not have it, and its sentence says why
const LATER = [401, 408, 425, 429];

export async function verdict(answer) {
  const { status, redirected } = answer;
  if (status === 204 && !redirected) return { state: 'sent' };
  if (redirected || status < 400 || status > 500 || LATER.includes(status)) return { state: 'later' };
  const { code, message = 'That could not be sent.', ref } = await answer.json().catch(() => ({}));
  return { state: code && status < 500 ? 'refused' : 'failed', sentence: ref ? `${message} Reference: ${ref}` : message };
}
