// Writes into a textarea as if it were typed: the browser's own Undo takes it back.
//   insert(field, text, {from, to, select: [from, to]})   from, to: what it replaces; else what is selected
//     select: within text, afterwards; else the caret stands behind it
export function insert(field, text, { from = field.selectionStart, to = field.selectionEnd, select } = {}) {
  field.focus();
  field.setSelectionRange(from, to);
  const done = text === '' ? from === to || document.execCommand('delete') : document.execCommand('insertText', false, text);
  if (!done) {
    field.setRangeText(text, from, to, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  if (select) field.setSelectionRange(from + select[0], from + select[1]);
}
