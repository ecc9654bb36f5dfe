// Files beside a reply: by the button, dropped anywhere on the conversation, or pasted into the words.
//   const files = startAttaching(box, changed);   shared/attached.js's; box: the bell-say
//   files.stop()
import { kept } from '../desk/kept.js';
import { say } from '../desk/post.js';
import { attached } from '../shared/attached.js';
import { choosing } from '../shared/choosing.js';
import { sendFile } from '../shared/send-file.js';
import { worded } from '../shared/worded.js';
import { base, log } from './page.js';

export function startAttaching(box, changed) {
  const files = attached(box.querySelector('.attached'), {
    send: (file, progress, signal) =>
      sendFile(`${base}/files`, file, { headers: { 'HX-Request': 'true' }, progress, signal }).catch((problem) => {
        if (!box.isConnected && !signal.aborted) say({ message: worded('file_was_not_sent', '{file} was not sent. {why}', { file: file.name, why: problem.message }) });
        throw problem;
      }),
    limits: () => box.dataset,
    keep: (list) => box.isConnected && kept.setFiles(log().dataset.log, list),
    changed,
  });
  return choosing(files, { box, talk: document.getElementById('talk') });
}
