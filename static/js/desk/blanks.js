// What a canned reply could not know stands in the words as {{name}}: the first is marked to be written over,
// and a line says which there are for as long as they are.
//   mark(form, names);   startBlanks(form)
const names = new WeakMap(); // form → what it could not know

export function mark(form, unknown) {
  const field = form.querySelector('textarea');
  names.set(form, unknown);
  look(form);
  const first = unknown.length ? field.value.indexOf(`{{${unknown[0]}}}`) : -1;
  if (first >= 0) field.setSelectionRange(first, first + unknown[0].length + 4);
}

export function startBlanks(form) {
  form.querySelector('textarea').addEventListener('input', () => look(form));
}

// Whether something of it is there still.
export const blank = (form) => (names.get(form) ?? []).some((name) => form.querySelector('textarea').value.includes(`{{${name}}}`));

function look(form) {
  const line = form.querySelector('.blanks');
  const { value } = form.querySelector('textarea');
  const left = (names.get(form) ?? []).filter((name) => value.includes(`{{${name}}}`));
  const words = left.length ? `Not known here, write it yourself: ${left.map((name) => `{{${name}}}`).join(', ')}` : '';
  if (line.textContent !== words) line.textContent = words;
  line.hidden = !words;
}
