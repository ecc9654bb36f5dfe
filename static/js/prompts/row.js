// A file in the file prompt's list, with a line that shows how far it is and a button that takes it away.
//   const li = fileRow(name, words, token)   li.stop: ends its sending; li.token: of the question it is for
import { worded } from '../shared/worded.js';

export function fileRow(name, words, token) {
  const li = document.getElementById('upload').content.cloneNode(true).firstElementChild;
  li.querySelector('b').textContent = name;
  li.querySelector('small').textContent = words;
  li.querySelector('button').setAttribute('aria-label', worded('remove_file', 'Remove {file}', { file: name }));
  li.querySelector('progress').setAttribute('aria-label', worded('sending_file', 'Sending {file}', { file: name }));
  return Object.assign(li, { stop: new AbortController(), token });
}
