// Files beside a reply: by the button, dropped anywhere on the conversation, or pasted into the words.
//   const files = startAttaching(reply, {id, free: () => boolean, changed});   shared/attached.js's
//     reply: the bell-reply; free(): files are taken now
//   files.stop()
import { attached } from '../shared/attached.js';
import { choosing } from '../shared/choosing.js';
import { sendFile } from '../shared/send-file.js';
import { kept } from './kept.js';
import { say } from './post.js';

// Another conversation was opened while it was on its way: it goes to the box that its own has by now, or
// waits for it (bell-reply.js).
const back = (conversation, file) => document.dispatchEvent(new CustomEvent('deskbell:refused', { detail: { conversation, text: '', files: [file] } }));

export function startAttaching(reply, { id, free, changed }) {
  const files = attached(reply.querySelector('.attached'), {
    send: async (file, progress, signal) => {
      const sending = sendFile(`/desk/${id}/files`, file, { headers: { 'HX-Request': 'true' }, progress, signal });
      const found = await sending.catch((problem) => {
        if (!reply.isConnected) say({ message: `${file.name} was not sent. ${problem.message}` });
        throw problem;
      });
      if (!reply.isConnected) back(id, found);
      return found;
    },
    limits: () => reply.dataset,
    keep: (list) => kept.setFiles(id, list),
    changed,
  });
  return choosing(files, { box: reply, talk: reply.closest('#talk'), free });
}
