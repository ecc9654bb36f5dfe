// What the visitor is asked for that needs more than buttons has scripts of its own: they are fetched
// when the first such prompt comes, and again should that fail. Until then the composer takes the answer
// in words.
//   startPrompts();   await gatherFrom(form) → {path, fields, words}, null when something is missing
import { keep } from './keep.js';
import { log, prompt, scroller } from './page.js';
import { upload } from './upload.js';

let gather = null;

export function startPrompts() {
  document.addEventListener('deskbell:applied', look);
  look();
}

export async function gatherFrom(form) {
  return (await scripts())(form);
}

function look() {
  if (prompt().querySelector('form#ask, [data-search]')) scripts().catch(() => {});
}

async function scripts() {
  gather ??= import(document.documentElement.dataset.prompts).then(({ start }) =>
    start({ scroller, prompt, keep, upload, conversation: () => log.dataset.conversation ?? '' }),
  );
  return gather.catch((problem) => {
    gather = null;
    throw problem;
  });
}
