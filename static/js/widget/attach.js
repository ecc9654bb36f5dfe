// "Attach a file": its scripts (prompts/attach.js) are fetched when somebody comes near it.
//   const files = startAttaching(form, changed);   changed(): what can be sent is something else
//   files.list, files.take(), files.put(…files): what is sent ahead; files.wait: why it cannot be sent yet
//   files.recall()   what an earlier page had sent ahead
// What a question for files asks for goes there (prompts/files.js); a secret and an address take none.
import { toast } from '../shared/toast.js';
import { worded } from '../shared/worded.js';
import { keep } from './keep.js';
import { prompt } from './page.js';
import { given, scripts } from './prompts.js';

export function startAttaching(form, changed) {
  const button = form.querySelector('[data-attach]');
  let real = null;
  const open = () => {
    const { kind, composer, secret } = prompt().dataset;
    return composer === 'on' && secret === undefined && !['file', 'email'].includes(kind);
  };
  const load = async (then = () => {}) => {
    const { startAttaching: start } = await scripts();
    real ??= start({ ...given, form, open, changed });
    then(real);
  };
  const near = (then) => load(then).catch(() => toast(worded('no_files_now', 'Files cannot be attached now. Try again in a moment.'), { bad: true }));
  const held = (event) => {
    if (real || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault(); // else the browser opens it in place of the chat
    load().catch(() => {});
  };
  const fit = () => (button.hidden = !open());

  form.addEventListener('focusin', () => load().catch(() => {}), { once: true });
  document.addEventListener('dragover', held);
  document.addEventListener('drop', held);
  button.addEventListener('click', () => near(({ choose }) => choose()));
  document.addEventListener('deskbell:applied', fit);
  fit();
  return {
    put: (files = []) => files.length && near(({ put }) => put(...files)),
    take: () => real?.take() ?? [],
    recall: () => keep.get('files') && near(({ recall }) => recall()),
    get list() {
      return real?.list ?? [];
    },
    get wait() {
      return real?.wait() ?? '';
    },
  };
}
