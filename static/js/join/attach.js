// Files beside a reply: by the button, dropped anywhere on the conversation, or pasted into the words.
//   const files = startAttaching(box, changed);   shared/attached.js's; box: the bell-say
//   files.stop()
import { kept } from '../desk/kept.js';
import { say } from '../desk/post.js';
import { attached } from '../shared/attached.js';
import { incoming } from '../shared/incoming.js';
import { sendFile } from '../shared/send-file.js';
import { base, log } from './page.js';

export function startAttaching(box, changed) {
  const form = box.querySelector('form');
  const chooser = form.querySelector('[type=file]');
  const talk = document.getElementById('talk');
  const files = attached(form.querySelector('.attached'), {
    send: (file, progress, signal) =>
      sendFile(`${base}/files`, file, { headers: { 'HX-Request': 'true' }, progress, signal }).catch((problem) => {
        if (!box.isConnected && !signal.aborted) say({ message: `${file.name} was not sent. ${problem.message}` });
        throw problem;
      }),
    limits: () => box.dataset,
    keep: (list) => box.isConnected && kept.setFiles(log().dataset.log, list),
    changed,
  });

  form.querySelector('[data-attach]').addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', () => {
    files.add([...chooser.files]);
    chooser.value = '';
    form.querySelector('textarea').focus();
  });
  const stop = incoming({
    wanted: ({ target, type }) => (type === 'paste' ? box : talk).contains(target),
    take: files.add,
    over: (on) => talk.classList.toggle('dropping', on),
  });
  return Object.assign(files, { stop });
}
