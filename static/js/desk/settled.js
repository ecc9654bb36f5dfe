// What became of a reply that was on its way: stuck, gone, or refused. What was refused goes back to the box that
// it was written in, which hears 'deskbell:refused'.
//   settled(items, item, state, sentence, field)   as shared/outbox.js tells it; items: those on their way, by id
import { removePending, stuck } from './pending.js';
import { say } from './post.js';

export function settled(items, item, state, sentence, field) {
  if (state === 'stuck') return stuck(item);
  items.delete(item.id);
  if (state !== 'refused') return;
  removePending(item);
  document.dispatchEvent(new CustomEvent('deskbell:refused', { detail: { ...item, files: field === 'file' ? [] : (item.files ?? []) } }));
  say({ message: sentence });
}
