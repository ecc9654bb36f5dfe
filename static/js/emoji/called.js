// The emoji with their names in another language.
//   called(names)   names: as a text for list.js, of Unicode CLDR (static/vendor)
import { list } from './list.js';
import { emoji } from './main.js';

export function called(names) {
  const own = new Map(list(names).map((each) => [each.sign, each]));
  return emoji.map((group) => group.map((each) => own.get(each.sign) ?? each));
}
