// Ways of files into a reply: the button, dropped anywhere on the conversation, pasted into the words.
//   choosing(files, {box, talk, free: () => boolean})   returns files, with stop(); files: shared/attached.js's
//     box: around the form; talk: around the conversation; free(): files are taken now
import { incoming } from './incoming.js';

export function choosing(files, { box, talk, free = () => true }) {
  const form = box.querySelector('form');
  const chooser = form.querySelector('[type=file]');
  form.querySelector('[data-attach]').addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', () => {
    files.add([...chooser.files]);
    chooser.value = '';
    form.querySelector('textarea').focus();
  });
  const stop = incoming({
    wanted: ({ target, type }) => free() && (type === 'paste' ? box : talk).contains(target),
    take: files.add,
    over: (on) => talk.classList.toggle('dropping', on),
  });
  return Object.assign(files, { stop });
}
