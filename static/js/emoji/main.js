// The emoji of the composer's picker with the words by which they are found. It is loaded when the picker is
// opened first.
//   emoji: [{group, all: [{sign, name, words}]}]   words: the name and others
import { smileys } from './faces.js';
import { nature, signs } from './nature.js';
import { hands, hearts } from './people.js';
import { objects } from './things.js';

const list = (text) =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const at = line.indexOf(' ');
      const [name, more = ''] = line.slice(at + 1).split(', ');
      return { sign: line.slice(0, at), name, words: `${name} ${more}` };
    });

export const emoji = [
  { group: 'Faces', all: list(smileys) },
  { group: 'Hands', all: list(hands) },
  { group: 'Hearts and parties', all: list(hearts) },
  { group: 'Nature and food', all: list(nature) },
  { group: 'Things', all: list(objects) },
  { group: 'Signs', all: list(signs) },
];
