// Replies on their way. They outlive the box that they were written in: another conversation may be
// opened, the page may be loaded again, the network may be gone. Each conversation has an order of its
// own, so that one that is stuck holds up no other.
//   outgoing.add(conversation, text, files)
//   outgoing.draw(conversation)      the bubbles of those that wait, in the log that is shown
//   outgoing.resume()                what a former page could not send
import { random } from '../shared/ids.js';
import { Outbox } from '../shared/outbox.js';
import { kept } from './kept.js';
import { drawPending } from './pending.js';
import { send, toLogin } from './post.js';
import { settled } from './settled.js';

const boxes = new Map(); // conversation → {outbox, items}

export const outgoing = {
  add(conversation, text, files = []) {
    const item = { id: random(12), conversation, text, files, at: Date.now() };
    const { outbox, items } = box(conversation);
    items.set(item.id, item);
    drawPending(item, () => outbox.retry());
    outbox.add(item);
  },
  draw(conversation) {
    const { outbox, items } = box(conversation);
    for (const item of items.values()) drawPending(item, () => outbox.retry());
  },
  resume() {
    for (const [conversation, items] of Map.groupBy(kept.unsent(), (item) => item.conversation)) {
      const to = box(conversation);
      for (const item of items) to.items.set(item.id, item);
      outgoing.draw(conversation);
      to.outbox.restore(items);
    }
  },
};

function box(conversation) {
  if (!boxes.has(conversation)) {
    const items = new Map();
    const outbox = new Outbox({
      post: deliver,
      keep: (id, item) => kept.setUnsent(items.get(id) ?? { id }, item),
      changed: (item, ...news) => settled(items, item, ...news),
    });
    boxes.set(conversation, { outbox, items });
  }
  return boxes.get(conversation);
}

async function deliver({ id, conversation, text, files = [] }, signal) {
  const fields = [['client_id', id], ['text', text], ...files.map((file) => ['file', file.id])];
  const answer = await send(`/desk/${conversation}/say`, fields, signal);
  if (answer.status === 401) toLogin();
  return answer;
}
