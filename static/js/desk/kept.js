// What an agent has written and attached and the server does not have yet, by conversation, in this browser.
// It is under their own id, so that nobody else who signs in here sends it. Signing out forgets it all.
//   kept.draft(id) → string; kept.setDraft(id, text); kept.files(id) → [{id, name, type, size}]; kept.setFiles
//   kept.unsent() → [{id, conversation, text, files}] in the order of writing; kept.setUnsent(item, there)
//   kept.forget()
const MINE = `deskbell:desk:${document.documentElement.dataset.me}:`;
const DRAFT = `${MINE}draft:`;
const FILES = `${MINE}files:`;
const UNSENT = `${MINE}unsent:`;
const LIVES = 20 * 3_600_000; // ms; the server forgets after a day what nobody sends

let left = false;

export const kept = {
  draft: (id) => read(DRAFT + id) ?? '',
  setDraft: (id, text) => write(DRAFT + id, text || null),
  files: (id) => (read(FILES + id) ?? []).filter(({ at }) => Date.now() - at < LIVES),
  setFiles: (id, list) => write(FILES + id, list.length ? list.map((file) => ({ at: Date.now(), ...file })) : null),
  unsent: () =>
    names(UNSENT)
      .map(read)
      .filter((item) => item?.id && item.conversation && (item.text || item.files?.length))
      .sort((a, b) => a.at - b.at),
  setUnsent: (item, there) => write(UNSENT + item.id, there ? item : null),
  forget() {
    names(MINE).forEach((name) => write(name, null));
    left = true; // the page that goes keeps its draft once more
  },
};

function names(start) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(start));
  } catch {
    return []; // storage is forbidden: everything works, but a reload forgets
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else if (!left) localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // full or forbidden: see names
  }
}
