// What an answer to an edit means, said where it has to be.
//   const { state, error } = judge(answer, item);   'kept' · 'later' · 'clash' · 'refused'
// A value that is refused is told by 'builder:refused' on the document, detail {item, message}; who has
// shown it at its field calls preventDefault. A clash is 'builder:clash', detail {item, html}.
import { Refused, say } from '../desk/post.js';

const LATER = [401, 408, 425, 429, 502, 503, 504];
const PATIENCE = 5; // tries of what fails there by itself

export function judge(answer, item) {
  const { status, html, problem } = answer;
  if (status === 200 && html) return { state: 'kept' };
  item.failures = (item.failures ?? 0) + (status === 500 ? 1 : 0);
  if (LATER.includes(status) || status < 400 || (status === 500 && item.failures < PATIENCE)) return { state: 'later' };
  if (status === 409 && html) {
    document.dispatchEvent(new CustomEvent('builder:clash', { detail: { item, html } }));
    return { state: 'clash', error: new Refused(409, { message: 'Somebody else has changed this.' }) };
  }
  const error = new Refused(status, { message: status === 422 && html ? words(html) : problem?.message, ref: problem?.ref });
  const event = new CustomEvent('builder:refused', { detail: { item, message: error.message }, cancelable: true });
  if (document.dispatchEvent(event)) say(error);
  return { state: 'refused', error };
}

function words(html) {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent.trim();
}
