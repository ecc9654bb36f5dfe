// Copy, cut and paste of blocks as JSON text: into the same flow, another one, or another server.
//   copy(ids) · cut(ids) · paste(text, after)
import { say } from '../desk/post.js';
import { flush } from './fields.js';
import { send } from './ops.js';
import { open } from './panel.js';
import { page } from './page.js';
import { part } from './part.js';
import { letGo, subjects } from './picked.js';
import { settled } from './settled.js';

export async function copy(ids) {
  if (!ids.length) return false;
  flush();
  await settled();
  const { status, text, problem } = await part('/copy', { query: new URLSearchParams({ blocks: ids.join(',') }) }).catch(() => ({ status: 0 }));
  if (status !== 200) {
    say(problem ?? { message: 'The server cannot be reached. Nothing was copied.' });
    return false;
  }
  const done = await put(text);
  if (done) page.tell(ids.length === 1 ? 'Copied' : `${ids.length} blocks copied`);
  else say({ message: 'This browser does not let the page write to the clipboard.' });
  return done;
}

export async function cut(ids) {
  if (!(await copy(ids))) return;
  await send('delete', { blocks: ids.join(',') }).then(letGo, () => {}); // send has said why
}

export async function paste(text, after) {
  await send('paste', { json: text, after }).then(({ blocks }) => open(blocks[0]), () => {});
}

async function put(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return byHand(text); // no clipboard without https
  }
}

function byHand(text) {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.className = 'unseen';
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  focused?.focus();
  return done;
}

const elsewhere = ({ target }) => target.closest?.('input, textarea, select, dialog, [contenteditable]') || !getSelection().isCollapsed;

document.addEventListener('copy', (event) => {
  if (elsewhere(event) || !subjects().length) return;
  event.preventDefault();
  copy(subjects());
});

document.addEventListener('cut', (event) => {
  if (elsewhere(event) || !subjects().length) return;
  event.preventDefault();
  cut(subjects());
});

document.addEventListener('paste', (event) => {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (event.target.closest?.('input, textarea, select, dialog') || !text.includes('"deskbell"')) return;
  event.preventDefault();
  paste(text, subjects().at(-1) ?? '');
});
