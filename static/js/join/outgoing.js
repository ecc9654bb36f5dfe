// Replies on their way. They outlive the box that they were written in, and the page: they are sent in order until
// the server has them, each once.
//   outgoing.add(conversation, text, files)
//   outgoing.draw()       the bubbles of those that wait
//   outgoing.resume()     what a former page could not send
import { kept } from '../desk/kept.js';
import { drawPending } from '../desk/pending.js';
import { send } from '../desk/post.js';
import { settled } from '../desk/settled.js';
import { random } from '../shared/ids.js';
import { Outbox } from '../shared/outbox.js';
import { base } from './page.js';

const items = new Map();
const outbox = new Outbox({ post: deliver, keep: (id, item) => kept.setUnsent(items.get(id) ?? { id }, item), changed: (...news) => settled(items, ...news) });

export const outgoing = {
  add(conversation, text, files = []) {
    const item = { id: random(12), conversation, text, files, at: Date.now() };
    items.set(item.id, item);
    drawPending(item, () => outbox.retry());
    outbox.add(item);
  },
  draw() {
    for (const item of items.values()) drawPending(item, () => outbox.retry());
  },
  resume() {
    const unsent = kept.unsent();
    for (const item of unsent) items.set(item.id, item);
    outgoing.draw();
    outbox.restore(unsent);
  },
};

function deliver({ id, text, files = [] }, signal) {
  return send(`${base}/say`, [['client_id', id], ['text', text], ...files.map((file) => ['file', file.id])], signal);
}
