// What the visitor is asked for that needs more than buttons has scripts of its own: they are fetched
// when the first such prompt comes, and again should that fail. Until then the composer takes the answer
// in words.
//   startPrompts();   await gatherFrom(form) → {path, fields, words}, null when something is missing
//   (await scripts()).start(given), .startAttaching(…), .startFetching(given)
import { authorised, known, makeToken } from './api.js';
import { keep } from './keep.js';
import { log, page, prompt, scroller } from './page.js';

let gather = null;

async function authorise() {
  await known();
  makeToken();
  return authorised();
}

export const given = { scroller, prompt, keep, address: `${page.base}/files`, authorise, conversation: () => log.dataset.conversation ?? '' };
export const scripts = () => import(document.documentElement.dataset.prompts);

export function startPrompts() {
  document.addEventListener('deskbell:applied', look);
  look();
}

export async function gatherFrom(form) {
  return (await gathering())(form);
}

function look() {
  if (prompt().querySelector('form#ask, [data-search]')) gathering().catch(() => {});
}

async function gathering() {
  gather ??= scripts().then(({ start }) => start(given));
  return gather.catch((problem) => {
    gather = null;
    throw problem;
  });
}
