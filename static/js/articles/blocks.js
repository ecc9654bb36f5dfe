// Buttons for what takes whole lines: heading, quote, table. A second time takes heading and quote away again.
//   startBlocks(form)
import { insert } from '../shared/typed.js';

const BEGIN = { heading: '## ', 'text-quote': '> ' };
const MARK = { heading: /^#{1,6}\s+/, 'text-quote': /^>\s?/ };
const TABLE = '| What | How much |\n| --- | --- |\n|  |  |';

export function startBlocks(form) {
  const field = form.elements.body;
  form.addEventListener('mousedown', (event) => event.target.closest('[data-block]') && event.preventDefault()); // the selection stays
  form.addEventListener('click', ({ target }) => {
    const kind = target.closest('[data-block]')?.dataset.block;
    if (kind === 'table') table(field);
    else if (kind) lines(field, kind);
  });
}

function lines(field, kind) {
  const { value, selectionStart, selectionEnd } = field;
  const from = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const end = value.indexOf('\n', Math.max(selectionEnd - (selectionEnd > selectionStart ? 1 : 0), from));
  const to = end < 0 ? value.length : end;
  const all = value.slice(from, to).split('\n');
  const off = all.every((line) => MARK[kind].test(line));
  const text = all.map((line) => (off ? '' : BEGIN[kind]) + line.replace(MARK[kind], '')).join('\n');
  insert(field, text, { from, to, select: all.length > 1 ? [0, text.length] : [text.length, text.length] });
}

function table(field) {
  const { value, selectionEnd } = field;
  const before = value.slice(0, selectionEnd);
  const gap = !before || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const after = value.slice(selectionEnd).startsWith('\n') ? '\n' : '\n\n';
  insert(field, gap + TABLE + after, { from: selectionEnd, to: selectionEnd, select: [gap.length + 2, gap.length + 6] });
}
