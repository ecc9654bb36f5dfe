// What a text has to say of emoji: one a line, the sign, its name, and behind a comma more words by which it is found.
//   list(text) → [{sign, name, words}]   words: the name and others, as they are searched for
import { plain } from '../shared/plain.js';

export const list = (text) =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const at = line.indexOf(' ');
      const [name, more = ''] = line.slice(at + 1).split(', ');
      return { sign: line.slice(0, at), name, words: plain(`${name} ${more}`) };
    });
