// [data-refresh] is a part of the page that changes by itself: while somebody looks it is asked for anew from
// that address, every data-every milliseconds, and when something was done here ('deskbell:stale'). What comes
// without it is done.
import { apply } from '../shared/apply.js';
import { toLogin } from './post.js';

const EVERY = 15_000;
const part = () => document.querySelector('[data-refresh]');
let next;

async function refresh() {
  clearTimeout(next);
  await look();
  clearTimeout(next);
  if (part()) next = setTimeout(refresh, Number(part().dataset.every) || EVERY);
}

async function look() {
  if (!part() || document.hidden || document.querySelector(':popover-open, dialog[open]')) return;
  const headers = { Accept: 'text/html', 'HX-Request': 'true' };
  const answer = await fetch(part().dataset.refresh, { headers, signal: AbortSignal.timeout(EVERY) }).catch(() => null);
  if (answer?.status === 401) return toLogin();
  if (!answer?.ok || document.querySelector(':popover-open, dialog[open]')) return; // the next one tells
  apply(await answer.text());
}

if (part()) {
  next = setTimeout(refresh, Number(part().dataset.every) || EVERY);
  document.addEventListener('visibilitychange', refresh);
  document.addEventListener('deskbell:stale', refresh);
  // What had the focus is gone: the part it stood in is next.
  document.addEventListener('deskbell:focuslost', () => part()?.focus({ preventScroll: true }));
}
