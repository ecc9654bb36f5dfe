// The switches of what is pretended, "Start again", closing, and keeping the run as a check.
import { say } from '../../desk/post.js';
import { part } from '../part.js';
import { place, start, stop } from './start.js';
import { show } from './trace.js';

const form = () => place()?.querySelector('[data-pretend]');

// pretended are all switches, those that are off as ''.
function pretended() {
  return Object.fromEntries([...(form()?.elements ?? [])].map(({ name, checked }) => [name, checked ? '1' : '']));
}

function word() {
  const on = [...(form()?.querySelectorAll('input:checked') ?? [])].length;
  const line = place()?.querySelector('[data-pretended]');
  if (line) line.textContent = on ? `${on} on` : '';
}

document.addEventListener('trial:began', word);

document.addEventListener('change', async ({ target }) => {
  if (!target.closest('[data-pretend]')) return;
  word();
  const fields = pretended();
  const { runs, conversation, block, start: address } = place().dataset;
  if (!conversation) return start(block, { pretended: fields, address }); // the greeting may be another
  place().querySelector('iframe').contentWindow.postMessage({ deskbell: 'pretend', fields }, location.origin);
  const { status, html, problem } = await part(`${runs}${conversation}/pretend`, { fields }).catch(() => ({ status: 0, problem: { message: 'The server cannot be reached. It pretends what it did before.' } }));
  if (status === 200) return show(html);
  target.checked = !target.checked;
  word();
  say(problem);
});

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-trial]');
  if (button?.dataset.trial === 'again') start(place().dataset.block, { pretended: pretended(), address: place().dataset.start });
  if (button?.dataset.trial === 'close') stop();
});

document.addEventListener('submit', async (event) => {
  const keep = event.target.closest('[data-keep-run]');
  if (event.target.closest('[data-pretend]')) event.preventDefault();
  if (!keep) return;
  event.preventDefault();
  const { runs, conversation } = place().dataset;
  if (!conversation) return refuse(keep, 'Answer something in the chat first.');
  refuse(keep, '');
  const fields = { name: keep.elements.name.value };
  const { status, html, problem } = await part(`${runs}${conversation}/keep`, { fields }).catch(() => ({ status: 0, problem: { message: 'The server cannot be reached. Try again in a moment.' } }));
  if (status !== 200) return refuse(keep, problem.message);
  keep.elements.name.value = '';
  keep.querySelector('#kept').replaceWith(new DOMParser().parseFromString(html, 'text/html').getElementById('kept'));
});

function refuse(keep, words) {
  const line = keep.querySelector('[data-error]');
  line.hidden = !words;
  line.querySelector('span').textContent = words;
  keep.elements.name.toggleAttribute('aria-invalid', Boolean(words));
  if (words) keep.elements.name.focus();
}
