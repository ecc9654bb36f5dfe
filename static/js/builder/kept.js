// Edits that the server does not have yet, for one flow, in this browser, under one's own id.
//   kept.all() → [item] in the order in which they were made · kept.put(item) · kept.drop(id)
import { page } from './page.js';

const start = () => `deskbell:builder:${document.documentElement.dataset.me}:${page.flow}:`;

export const kept = {
  all() {
    try {
      const items = Object.keys(localStorage).filter((name) => name.startsWith(start())).map((name) => JSON.parse(localStorage.getItem(name)));
      return items.filter((item) => item?.id && item.op).sort((a, b) => a.at - b.at);
    } catch {
      return []; // storage is forbidden: everything works, but a reload forgets
    }
  },
  put({ id, op, fields, rev, key, at }) {
    try {
      localStorage.setItem(start() + id, JSON.stringify({ id, op, fields, rev, key, at }));
    } catch {
      // full or forbidden: see all
    }
  },
  drop(id) {
    try {
      localStorage.removeItem(start() + id);
    } catch {
      // as above
    }
  },
};
