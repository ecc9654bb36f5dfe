// The commands that were chosen lately, in this browser, under one's own id; signing out forgets them.
//   recent.all() → ids, the newest first; recent.add(id)
const NAME = `deskbell:desk:${document.documentElement.dataset.me}:recent`;
const MOST = 8;

export const recent = {
  all() {
    try {
      const all = JSON.parse(localStorage.getItem(NAME));
      return Array.isArray(all) ? all : [];
    } catch {
      return []; // none yet, or storage is forbidden
    }
  },
  add(id) {
    try {
      const all = [id, ...recent.all().filter((each) => each !== id)].slice(0, MOST);
      localStorage.setItem(NAME, JSON.stringify(all));
    } catch {
      // full or forbidden: the palette works without
    }
  },
};
