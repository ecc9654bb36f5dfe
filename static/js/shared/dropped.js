// What was dropped, with the folders in it, as files by their paths.
//   const files = await dropped(event.dataTransfer);   [{path, file}]; to be called before anything is awaited
const MOST = 20_000; // files: more are not taken anyway

export async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => ({ path: file.name, file }));
  const found = [];
  for (const entry of entries) await walk(entry, found);
  return found;
}

async function walk(entry, found) {
  if (found.length > MOST || entry.name.startsWith('.') || entry.name === 'node_modules') return;
  if (entry.isFile) {
    const file = await new Promise((done, fail) => entry.file(done, fail)).catch(() => null); // gone, or a link to nothing
    if (file) found.push({ path: entry.fullPath.replace(/^\//, ''), file });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail)).catch(() => []);
    if (!some.length) return;
    for (const one of some) await walk(one, found);
  }
}
