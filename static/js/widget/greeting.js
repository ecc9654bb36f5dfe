// The bot's first blocks as a page of its own shows them, for a visitor without a conversation.
//   const fresh = await fetchGreeting();   the page; throws when it is not to be had
//   showGreeting(fresh);                   in place of what stands in the log
import { apply } from '../shared/apply.js';
import { spoken } from './api.js';
import { log, page } from './page.js';

export async function fetchGreeting() {
  const answer = await fetch(`${page.base}${page.playground ? `?${new URLSearchParams({ playground: '1', ...page.trial })}` : ''}`, { headers: spoken, cache: 'no-store', signal: AbortSignal.timeout(20_000) });
  if (!answer.ok) throw new Error('no greeting');
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

export function showGreeting(fresh) {
  page.version = fresh.documentElement.dataset.version;
  page.seed = fresh.documentElement.dataset.seed;
  empty();
  log.prepend(...[...fresh.querySelector('ol[data-log]').children].map(preview));
  apply(['chat-header', 'prompt', 'quick', 'earlier'].map((id) => fresh.getElementById(id).outerHTML).join(''));
}

// An entry that nobody has kept yet; the kept one of the same number replaces it.
export function preview(li) {
  li.dataset.preview = '';
  return li;
}

// Takes everything out of the log but what is on its way.
export function empty() {
  for (const li of log.querySelectorAll(':scope > [data-seq]')) li.remove();
  delete log.dataset.conversation;
  delete log.dataset.seenTo;
  log.parentElement.setAttribute('aria-busy', 'false');
}
