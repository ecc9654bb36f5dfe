// The composer as the question wants it: its keyboard, its height, the word on its button, and what is
// there to begin with. That goes again when the question is over and nobody has touched it.
//   startComposing(form, box);   fit the composer now and with every question
import { worded } from '../shared/worded.js';
import { prompt } from './page.js';

const KEYBOARDS = { email: 'email', url: 'url' };
let put = { key: '', words: '' };

export function startComposing(form, box) {
  const look = () => {
    fit(form);
    begin(box);
  };
  document.addEventListener('deskbell:applied', look);
  look();
}

export function fit(form) {
  const { kind, placeholder, composer, button = '', long } = prompt().dataset;
  const field = form.querySelector('textarea');
  const send = form.querySelector('[type=submit]');
  form.hidden = composer === 'off';
  for (const each of form.querySelectorAll('textarea, button')) each.disabled = composer === 'held';
  form.classList.toggle('long', long !== undefined);
  field.placeholder = placeholder;
  field.inputMode = KEYBOARDS[kind] ?? 'text';
  field.autocomplete = KEYBOARDS[kind] ?? 'off';
  field.autocapitalize = KEYBOARDS[kind] ? 'off' : 'sentences';
  send.setAttribute('aria-label', button || worded('send', 'Send'));
  send.classList.toggle('only-icon', !button);
  send.querySelector('.word').textContent = button;
  send.querySelector('.word').hidden = !button;
  send.querySelector('.icon').toggleAttribute('hidden', Boolean(button));
}

function begin(box) {
  const { key, value = '' } = prompt().dataset;
  if (key === put.key) return;
  if (put.words && box.text === put.words) box.set('');
  put = { key, words: '' };
  if (!value || box.text) return;
  put.words = value;
  box.set(value);
}
