// What an agent has written and the server does not have yet, by conversation, in this browser. It is
// under their own id, so that nobody else who signs in here sends it. Signing out forgets it all.
//   kept.draft(id) → string; kept.setDraft(id, text)
//   kept.unsent() → [{id, conversation, text}] in the order of writing; kept.setUnsent(item, there)
//   kept.forget()
const MINE = `deskbell:desk:${document.documentElement.dataset.me}:`;
const DRAFT = `${MINE}draft:`;
const UNSENT = `${MINE}unsent:`;

export const kept = {
  draft: (id) => read(DRAFT + id) ?? '',
  setDraft: (id, text) => write(DRAFT + id, text || null),
  unsent: () =>
    names(UNSENT)
      .map(read)
      .filter((item) => item?.id && item.conversation && item.text)
      .sort((a, b) => a.at - b.at),
  setUnsent: (item, there) => write(UNSENT + item.id, there ? item : null),
  forget: () => names(MINE).forEach((name) => write(name, null)),
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
    else localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // full or forbidden: see names
  }
}
