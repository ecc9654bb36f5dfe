// Files beside a message that is left. They are sent as they are chosen; the form names them. Its scripts are fetched
// when somebody begins to fill it.
//   const files = letterFiles(form);   files.ids(), files.wait() (why it cannot be sent yet)
//   lettered()   what an unsent form has kept; lettered(null) forgets it
import { toast } from '../shared/toast.js';
import { worded } from '../shared/worded.js';
import { keep } from './keep.js';
import { given, scripts } from './prompts.js';

const KEY = 'letterfiles';

export function lettered(list) {
  const kept = keep.get(KEY);
  if (list === null && kept) keep.set(KEY, null);
  return kept ?? [];
}

export function letterFiles(form) {
  let real = null;
  const load = async () => {
    const { startAttaching } = await scripts();
    if (real) return real;
    const changed = () => form.elements.message.dispatchEvent(new Event('input', { bubbles: true })); // it is kept with its id
    real = startAttaching({ ...given, form, open: () => form.isConnected, changed, keep: { get: () => lettered(), set: (_, list) => keep.set(KEY, list) } });
    real.recall();
    return real;
  };
  form.addEventListener('focusin', () => load().catch(() => {}), { once: true });
  form.querySelector('[data-attach]').addEventListener('click', () =>
    load().then(({ choose }) => choose(), () => toast(worded('no_files_now', 'Files cannot be attached now. Try again in a moment.'), { bad: true })),
  );
  if (lettered().length) load().catch(() => {});
  return { ids: () => (real?.list ?? lettered()).map(({ id }) => id), wait: () => real?.wait() ?? '' };
}
