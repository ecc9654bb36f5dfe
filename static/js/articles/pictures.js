// Pictures for an article: chosen, dropped or pasted, sent one after another, and put where the caret stood.
//   startPictures(form)
import { insert } from '../shared/typed.js';
import { say } from '../desk/post.js';
import { incoming } from '../shared/incoming.js';
import { sendFile } from '../shared/send-file.js';
import { fitting } from './fitting.js';

export function startPictures(form) {
  const field = form.elements.body;
  const box = form.querySelector('.composer');
  const chooser = form.querySelector('[type=file]');
  const line = form.querySelector('.sending');
  let waiting = Promise.resolve();
  let stop = new AbortController();

  const add = (files) => {
    for (const file of files) waiting = waiting.then(() => send(file).catch((problem) => say(problem)));
  };
  box.querySelector('[data-attach]').addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', () => {
    add([...chooser.files]);
    chooser.value = '';
    field.focus();
  });
  incoming({ wanted: ({ target }) => box.contains(target), take: add, over: (on) => box.classList.toggle('dropping', on) });

  async function send(file) {
    stop = new AbortController();
    const bar = told(file.name);
    try {
      const picture = await fitting(file);
      if (!picture) throw new Error(`${file.name} is no picture that can be shown.`);
      const kept = await sendFile('/articles/media', picture, { progress: (part) => (bar.value = part), signal: stop.signal });
      put(kept, file.name);
    } catch (problem) {
      if (!stop.signal.aborted) throw problem;
    } finally {
      line.hidden = true;
      line.replaceChildren();
    }
  }

  function told(name) {
    const words = document.createElement('span');
    words.textContent = `Sending ${name}`;
    const bar = document.createElement('progress');
    bar.setAttribute('aria-label', `Sending ${name}`);
    const cancel = document.createElement('button');
    cancel.type = 'button';
    cancel.className = 'button bare small';
    cancel.textContent = 'Cancel';
    cancel.addEventListener('click', () => stop.abort());
    line.replaceChildren(words, bar, cancel);
    line.hidden = false;
    return bar;
  }

  // What the picture shows is the words in its brackets: they are selected, to be written over.
  function put({ url }, name) {
    const words = name.replace(/\.[^.]*$/, '').replace(/[[\]\\]/g, ' ').trim() || 'Picture';
    const { value, selectionEnd } = field;
    const before = value.slice(0, selectionEnd);
    const gap = !before || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
    const address = url.replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'));
    const rest = value.slice(selectionEnd).startsWith('\n') ? '' : '\n';
    insert(field, `${gap}![${words}](${address})${rest}`, { from: selectionEnd, to: selectionEnd, select: [gap.length + 2, gap.length + 2 + words.length] });
  }
}
