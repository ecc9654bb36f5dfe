// What outlives the page: token, draft, unsent messages. Where it lies is settled once (keepAt): with
// the loader, in this page's own storage, or, where storage is refused, only in memory.
//   keep.get(key) · keep.set(key, value | null) · keep.all()
//   keep.learn(key, value)   another tab has kept it: it is known here, and not written again
//   keep.stored(key)         as storage has it now, where this page can read it
let values = {};
let write = () => {};
let read = () => ({});

export const keep = {
  get: (key) => values[key] ?? null,
  all: () => values,
  set(key, value) {
    if (value === null) delete values[key];
    else values[key] = value;
    write(key, value);
  },
  learn: (key, value) => (values[key] = value),
  stored: (key) => read()[key] ?? null,
};

// Whether something waits to be sent, by what a tab keeps.
export const unsent = (kept = values) => Object.keys(kept).some((key) => key.startsWith('out.'));

// Whether files wait with the server for the answer that names them; they are those of this token.
export const attached = () => Boolean(values.ask?.values?.files?.length || values.files?.length || values.letterfiles?.length);

export function keepAt(found, writer) {
  const early = values; // written before it was known where
  values = { ...found, ...early };
  write = writer;
  for (const [key, value] of Object.entries(early)) write(key, value);
}

// The page's own storage. Each write reads first, so that two tabs do not undo each other; changed(all)
// tells what another one has written.
export function keepHere(name, changed) {
  read = () => {
    try {
      return JSON.parse(localStorage.getItem(name)) ?? {};
    } catch {
      return {};
    }
  };
  keepAt(read(), (key, value) => {
    const all = read();
    if (value === null) delete all[key];
    else all[key] = value;
    try {
      localStorage.setItem(name, JSON.stringify(all));
    } catch {
      // full or refused: it lasts as long as the page
    }
  });
  addEventListener('storage', ({ key }) => key === name && changed(read()));
}
