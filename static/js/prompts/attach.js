// Files beside the words of the chat's composer: by its button, dropped anywhere on the chat, or pasted.
//   startAttaching({form, open, keep, upload, changed}) → shared/attached.js's files, and
//     choose(); recall() (what an earlier page had sent ahead); wait() (why they cannot be sent yet)
//     open(): files are taken now
import { attached } from '../shared/attached.js';
import { incoming } from '../shared/incoming.js';
import { worded } from '../shared/worded.js';

const LIVES = 20 * 3_600_000; // ms; the server forgets after a day what nobody sends

export function startAttaching({ form, open, keep, upload, changed }) {
  const chooser = form.querySelector('[type=file]');
  const files = attached(form.querySelector('.attached'), {
    send: upload,
    limits: () => form.dataset,
    keep: (list) => keep.set('files', list.length ? list.map((file) => ({ at: Date.now(), ...file })) : null),
    changed,
  });
  chooser.addEventListener('change', () => {
    files.add([...chooser.files]);
    chooser.value = '';
    form.querySelector('textarea').focus();
  });
  incoming({ wanted: open, take: files.add, over: (on) => form.closest('.chat')?.classList.toggle('dropping', on) });
  return Object.assign(files, {
    choose: () => chooser.click(),
    recall: () => files.put(...(keep.get('files') ?? []).filter(({ at }) => Date.now() - at < LIVES)),
    wait() {
      if (files.busy) return worded('still_on_its_way', 'A file is still on its way.');
      return files.stuck ? worded('some_not_sent', 'A file was not sent. Try it again, or remove it.') : '';
    },
  });
}
