// A line below a file: how it goes, or what is wrong, with a button where another try may help.
//   told(words), told(words, {again})   [data-again] is the button
import { worded } from '../shared/worded.js';

export function told(words, problem) {
  const line = document.createElement('p');
  line.className = `told ${problem ? 'error' : 'hint'}`;
  line.append(words);
  if (!problem?.again) return line;
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button bare small', textContent: worded('try_again', 'Try again') });
  button.dataset.again = '';
  line.append(' ', button);
  return line;
}
