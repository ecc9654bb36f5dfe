// How well words fit what was typed: 0 not at all. The letters have to come in their order; those that begin
// a word, and those that follow each other, count more.
//   fit('rta', 'Restore to AI') → 9
import { plain } from '../shared/plain.js';

export function fit(typed, words) {
  const [asked, name] = [plain(typed).replace(/\s+/g, ''), plain(words)];
  if (!asked) return 1;
  let score = 0;
  let at = -1;
  for (const letter of asked) {
    const begins = find(name, letter, at + 1);
    if (begins < 0) return 0;
    if (begins === at + 1) score += 2;
    if (begins === 0 || ' /-'.includes(name[begins - 1])) score += 3;
    score += 1;
    at = begins;
  }
  return score + (name.startsWith(asked) ? 10 : 0) + 1 / (1 + name.length);
}

// The next letter: right here, at the beginning of a word, or anywhere.
function find(name, letter, from) {
  if (name[from] === letter) return from;
  const word = name.indexOf(` ${letter}`, Math.max(from - 1, 0));
  return word >= 0 ? word + 1 : name.indexOf(letter, from);
}
