// One file in the list beside a composer's words. The page carries the icons `file` and `x`.
//   const li = row({name, type, size})      with its picture where it is one; li.progress is a <progress>
//   state(li, 'sending' | 'sent' | 'failed', words)
import { thumbnail } from './thumbnail.js';
import { worded } from './worded.js';

const SVG = 'http://www.w3.org/2000/svg';

export function row(file) {
  const named = { file: file.name };
  const li = document.createElement('li');
  const thumb = make('span', { className: 'thumb' }, icon('file'));
  const name = make('b', { className: 'truncate', dir: 'auto', textContent: file.name });
  const words = make('span', { className: 'grow' }, name, make('small'));
  const progress = make('progress', { className: 'bar', max: 1, value: 0, ariaLabel: worded('sending_file', 'Sending {file}', named) });
  const retry = make('button', { className: 'button bare small', type: 'button', textContent: worded('try_again', 'Try again'), ariaLabel: worded('retry_file', 'Try again to send {file}', named) });
  const remove = make('button', { className: 'button bare only-icon small', type: 'button', ariaLabel: worded('remove_file', 'Remove {file}', named) }, icon('x'));
  retry.dataset.retry = remove.dataset.remove = '';
  li.append(thumb, words, progress, retry, remove);
  if (file instanceof File) thumbnail(file).then((picture) => picture && thumb.replaceChildren(picture));
  return Object.assign(li, { progress });
}

export function state(li, what, words, again = true) {
  li.dataset.state = what;
  li.querySelector('small').textContent = words;
  li.progress.hidden = what !== 'sending';
  li.progress.value = 0;
  li.querySelector('[data-retry]').hidden = what !== 'failed' || !again;
}

function make(name, fields, ...inside) {
  const element = Object.assign(document.createElement(name), fields);
  element.append(...inside);
  return element;
}

function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS(SVG, 'use'));
  svg.firstChild.setAttribute('href', `#i-${name}`);
  return svg;
}
