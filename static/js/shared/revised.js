// Puts an entry that was changed in the place of what the log has of it; nothing where it is not shown, or
// is shown so already. Its mark in the log shows nothing.
//   revise(log, li) → whether li is such a mark
import { seenUpTo } from './receipts.js';

export function revise(log, li) {
  if (!li.dataset.revises) return false;
  const now = li.querySelector('template')?.content.firstElementChild;
  li.replaceChildren();
  const old = now && log.querySelector(`:scope > [data-seq="${CSS.escape(li.dataset.revises)}"]`);
  if (!old || old.dataset.rev === now.dataset.rev) return true;
  const focused = old.contains(document.activeElement);
  old.replaceWith(now);
  seenUpTo(log, 0);
  if (focused) document.dispatchEvent(new CustomEvent('deskbell:focuslost'));
  return true;
}
