// [data-refresh] is a part of the page that changes by itself: while somebody looks it is asked for anew from
// that address, and when something was done here ('deskbell:stale').
import { apply } from '../shared/apply.js';
import { toLogin } from './post.js';

const EVERY = 15_000;

async function refresh() {
  const part = document.querySelector('[data-refresh]');
  if (!part || document.hidden || document.querySelector(':popover-open, dialog[open]')) return;
  const headers = { Accept: 'text/html', 'HX-Request': 'true' };
  const answer = await fetch(part.dataset.refresh, { headers, signal: AbortSignal.timeout(EVERY) }).catch(() => null);
  if (answer?.status === 401) return toLogin();
  if (!answer?.ok || document.querySelector(':popover-open, dialog[open]')) return; // the next one tells
  apply(await answer.text());
}

if (document.querySelector('[data-refresh]')) {
  setInterval(refresh, EVERY);
  document.addEventListener('visibilitychange', refresh);
  document.addEventListener('deskbell:stale', refresh);
  // What had the focus is gone: the part it stood in is next.
  document.addEventListener('deskbell:focuslost', () => document.querySelector('[data-refresh]')?.focus({ preventScroll: true }));
}
