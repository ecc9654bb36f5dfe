// A form with one textarea: Enter sends, Shift+Enter breaks the line, it grows with the words, and what
// is too long is said and kept.
//   const box = composer(form, {
//     send: (text) => {},              the words are taken out of the box before
//     typing: (on) => {},              optional: somebody writes, or has stopped
//     keep: (text) => {},              optional: the draft, a moment after it changed
//     draft: '', most: 10_000,
//   });
//   box.text → string; box.set(text); box.focus()
// The form holds a p.error for the sentence; the send button has aria-disabled while there is nothing
// to send.
export function composer(form, { send, typing = () => {}, keep = () => {}, draft = '', most = 10_000 }) {
  const field = form.querySelector('textarea');
  const button = form.querySelector('[type=submit]');
  const note = form.querySelector('.error');
  let keeping;
  let breaking = false; // the Enter that is pressed is meant as a line break

  const look = () => {
    const length = [...field.value.trim()].length;
    const over = length > most;
    button.setAttribute('aria-disabled', String(length === 0 || over));
    field.setAttribute('aria-invalid', String(over));
    note.hidden = length < most - 500;
    note.textContent = over
      ? `That is ${(length - most).toLocaleString()} characters more than can be sent at once. Shorten it or send it in parts.`
      : `${(most - length).toLocaleString()} characters left.`;
    if (!CSS.supports('field-sizing', 'content')) grow(field);
    return length > 0 && !over;
  };
  const set = (text) => {
    field.value = text;
    look();
    keep(text);
  };
  const submit = () => {
    if (!look()) return field.focus();
    const text = field.value.trim();
    clearTimeout(keeping);
    typing(false);
    send(text);
    set('');
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
    field.focus();
  });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const composing = event.isComposing || event.keyCode === 229; // it chooses a word; Safari has ended by then
    breaking = event.shiftKey || composing;
    if (breaking) return;
    event.preventDefault();
    submit();
  });
  field.addEventListener('beforeinput', (event) => {
    if (event.inputType === 'insertLineBreak' && !breaking) event.preventDefault();
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
    focus: () => field.focus(),
  };
}

function grow(field) {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}
