// Words of a page in its reader's language: as the server wrote them on <html data-words>, else in English. The
// server has the same English by the same name (models/wording; a test compares).
//   worded('empty_file', '{file} is empty.', {file: 'a.txt'})
const words = JSON.parse(document.documentElement.dataset.words ?? '{}');

export const worded = (name, english, parts = {}) => (words[name] ?? english).replace(/\{(\w+)\}/g, (whole, part) => parts[part] ?? whole);
