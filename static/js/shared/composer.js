// A form with one textarea: Enter sends, Shift+Enter breaks the line, it grows with the words, and what
// is too long is said and kept.
//   const box = composer(form, {
//     send: (text) => {},              the words are taken out of the box, unless it returns false
//     typing: (on) => {},              optional: somebody writes, or has stopped
//     keep: (text) => {},              optional: the draft, a moment after it changed
//     beside: () => ({some, wait}),    optional: there is something to send beside words; why it cannot be sent yet
//     sends: (event) => boolean,       optional: this Enter sends
//     draft: '', most: 10_000,
//   });
//   box.text → string; box.set(text); box.focus(); box.look() when `beside` changed; box.flush() keeps the
//     draft now, as when the page goes
// The form holds a p.error for the sentence; the send button has aria-disabled while there is nothing
// to send.
import { composing } from './composing.js';
import { worded } from './worded.js';
const FREE = { some: false, wait: '' };
const PLAIN = { shiftKey: false, ctrlKey: false, metaKey: false }; // Enter as a screen's keyboard has it

export function composer(form, { send, typing = () => {}, keep = () => {}, beside = () => FREE, sends = (event) => !event.shiftKey, draft = '', most = 10_000 }) {
  const field = form.querySelector('textarea');
  const button = form.querySelector('[type=submit]');
  const note = form.querySelector('.error:not(.problem)');
  let keeping;
  let breaking = false; // the Enter that is pressed is meant as a line break

  const look = (asked = false) => {
    const length = [...field.value.trim()].length;
    const over = length > most;
    const { some, wait } = beside();
    const ready = (length > 0 || some) && !over && !wait;
    button.setAttribute('aria-disabled', String(!ready));
    field.setAttribute('aria-invalid', String(over));
    note.hidden = length < most - 500 && !(asked && wait);
    note.textContent = over
      ? worded('too_long', 'That is {count} characters more than can be sent at once. Shorten it or send it in parts.', { count: (length - most).toLocaleString() })
      : length < most - 500
        ? wait
        : worded('characters_left', '{count} characters left.', { count: (most - length).toLocaleString() });
    if (!CSS.supports('field-sizing', 'content')) grow(field);
    return ready;
  };
  const set = (text) => {
    field.value = text;
    look();
    keep(text);
  };
  const submit = () => {
    if (!look(true)) return field.focus();
    const text = field.value.trim();
    clearTimeout(keeping);
    typing(false);
    if (send(text) !== false) set('');
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
    field.focus();
  });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.defaultPrevented) return;
    breaking = composing(event) || !sends(event);
    if (breaking) return;
    event.preventDefault();
    submit();
  });
  field.addEventListener('beforeinput', (event) => {
    if (event.inputType === 'insertLineBreak' && !breaking && sends(PLAIN)) event.preventDefault();
  });
  field.addEventListener('input', () => {
    look();
    typing(field.value.trim() !== '');
    clearTimeout(keeping);
    keeping = setTimeout(() => keep(field.value), 250);
  });
  if (draft && !field.value) field.value = draft;
  look();
  return {
    get text() {
      return field.value;
    },
    set,
    look: () => look(),
    flush() {
      clearTimeout(keeping);
      keep(field.value);
    },
    focus: () => field.focus(),
  };
}

function grow(field) {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}
