// Marks what is selected in a textarea, as the log will show it (views/message/rich.go), or takes the marks
// away where they are.
//   format(field, 'bold' | 'italic' | 'code' | 'list' | 'list-ordered' | 'link', words)
//     words: what a link is called until it is written over
import { insert } from './typed.js';

const MARKS = { bold: '**', italic: '_', code: '`' };
const ITEM = { list: /^- /, 'list-ordered': /^\d+\. / };
const ADDRESS = /^(https?:\/\/|mailto:|tel:)\S+$/;

export function format(field, kind, words = 'words') {
  if (ITEM[kind]) return lines(field, kind);
  if (kind === 'link') return link(field, words);
  if (kind === 'code' && chosen(field).text.includes('\n')) return fence(field);
  wrap(field, MARKS[kind]);
}

// What is selected, without the space around it.
function chosen({ value, selectionStart, selectionEnd }) {
  const text = value.slice(selectionStart, selectionEnd);
  const from = selectionStart + (text.trim() ? text.length - text.trimStart().length : 0);
  return { text: text.trim(), from, to: from + text.trim().length };
}

function wrap(field, mark) {
  const { text, from, to } = chosen(field);
  const { value } = field;
  const n = mark.length;
  if (value.slice(from - n, from) === mark && value.slice(to, to + n) === mark) {
    return insert(field, text, { from: from - n, to: to + n, select: [0, text.length] });
  }
  if (text.length > 2 * n && text.startsWith(mark) && text.endsWith(mark)) {
    return insert(field, text.slice(n, -n), { from, to, select: [0, text.length - 2 * n] });
  }
  // A mark does not reach over lines: each gets its own.
  const marked = text
    .split('\n')
    .map((line) => (line.trim() || !text ? mark + line + mark : line))
    .join('\n');
  insert(field, marked, { from, to, select: text.includes('\n') ? [0, marked.length] : [n, n + text.length] });
}

function lines(field, kind) {
  const { value, selectionStart, selectionEnd } = field;
  const from = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const end = value.indexOf('\n', Math.max(selectionEnd - (selectionEnd > selectionStart ? 1 : 0), from));
  const to = end < 0 ? value.length : end;
  const all = value.slice(from, to).split('\n');
  const off = all.every((line) => ITEM[kind].test(line));
  const bare = all.map((line) => line.replace(ITEM.list, '').replace(ITEM['list-ordered'], ''));
  const text = off ? bare.join('\n') : bare.map((line, at) => `${kind === 'list' ? '-' : `${at + 1}.`} ${line}`).join('\n');
  insert(field, text, { from, to, select: all.length > 1 ? [0, text.length] : [text.length, text.length] });
}

function link(field, words) {
  const { text, from, to } = chosen(field);
  const there = text.match(/^\[([^\[\]]+)\]\([^()\s]*\)$/);
  if (there) return insert(field, there[1], { from, to, select: [0, there[1].length] });
  if (ADDRESS.test(text)) return insert(field, `[](${text})`, { from, to, select: [1, 1] });
  const label = text.replaceAll('\n', ' ') || words;
  const before = label.length + 3;
  insert(field, `[${label}](https://)`, { from, to, select: text ? [before, before + 8] : [1, 1 + label.length] });
}

function fence(field) {
  const { text, from, to } = chosen(field);
  const inside = text.match(/^```\n([\s\S]*)\n```$/)?.[1];
  const block = inside ?? `${from > 0 && field.value[from - 1] !== '\n' ? '\n' : ''}\`\`\`\n${text}\n\`\`\``;
  insert(field, block, { from, to, select: [0, block.length] });
}
