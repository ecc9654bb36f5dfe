// Files that go with the words of a composer. Each is sent as soon as it is there, shows how far it is, and
// can be taken away or tried again.
//   const files = attached(root, {
//     send: (file, progress, signal) => Promise of {id, name, type, size}, throws with a sentence
//     limits: () => ({most, size}),
//     keep: (list) => {},        those that the server has, whenever they change
//     changed: () => {},         what can be sent now is something else
//   })
//   root holds ul.uploads and .problem
//   files.add(list); files.put(kept, …); files.take() → those that are sent, and none is left
//   files.list, files.busy (some are on their way), files.stuck (some could not be sent)
import { wrongWith, size } from './fits.js';
import { row, state } from './attachedrow.js';
import { worded } from './worded.js';

export function attached(root, { send, limits, keep = () => {}, changed = () => {} }) {
  const list = root.querySelector('.uploads');
  const line = root.querySelector('.problem');
  const rows = () => [...list.children];
  const are = (what) => rows().filter((li) => li.dataset.state === what);
  const sent = () => are('sent').map((li) => li.file);

  const look = () => {
    list.hidden = list.children.length === 0;
    keep(sent());
    changed();
  };
  const complain = (words) => {
    line.textContent = words;
    line.hidden = !words;
  };
  const add = (files) => {
    const problems = [];
    for (const file of files) {
      const problem = wrongWith(file, limits(), list.children.length);
      if (problem) problems.push(problem);
      else begin(put(file), file);
    }
    complain(problems.join(' '));
  };
  const put = (file) => list.appendChild(row(file));
  const begin = async (li, file) => {
    li.stop = new AbortController();
    li.source = file;
    state(li, 'sending', size(file.size));
    look();
    try {
      li.file = await send(file, (part) => (li.progress.value = part), li.stop.signal);
      if (!li.isConnected) return; // taken away, or with its composer: its list is kept by another one now
      state(li, 'sent', size(file.size));
    } catch (problem) {
      if (!li.isConnected) return;
      state(li, 'failed', worded('file_failed', 'Not sent. {why}', { why: problem.message }), !problem.final);
    }
    look();
  };

  list.addEventListener('click', ({ target }) => {
    const li = target.closest('li');
    if (target.closest('[data-retry]')) begin(li, li.source);
    if (!target.closest('[data-remove]')) return;
    li.stop?.abort();
    const next = (li.nextElementSibling ?? li.previousElementSibling)?.querySelector('[data-remove]') ?? root.closest('form').querySelector('[data-attach]');
    li.remove();
    complain('');
    look();
    next?.focus();
  });
  return {
    add,
    put(...files) {
      for (const file of files) state(Object.assign(put(file), { file }), 'sent', size(file.size));
      look();
    },
    take() {
      const taken = sent();
      for (const li of are('sent')) li.remove();
      complain('');
      look();
      return taken;
    },
    get list() {
      return sent();
    },
    get busy() {
      return are('sending').length > 0;
    },
    get stuck() {
      return are('failed').length > 0;
    },
  };
}
