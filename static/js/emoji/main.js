// The emoji of the composer's picker with the words by which they are found, in groups, whose names the page has.
// It is loaded when the picker is opened first.
//   emoji: [[{sign, name, words}]]
import { smileys } from './faces.js';
import { list } from './list.js';
import { nature, signs } from './nature.js';
import { hands, hearts } from './people.js';
import { objects } from './things.js';

export const emoji = [smileys, hands, hearts, nature, objects, signs].map(list);
