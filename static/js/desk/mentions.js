// "@" in a field names a colleague: a list opens, and who is chosen is put in as @Name.
//   const names = mentions(field, list, '/desk/…/colleagues');
//   await names.within(text) → ids of those who are named
//   names.key(event) → true when the key was for the list; names.hide()
import { listbox } from './listbox.js';

const MOST = 8;

export function mentions(field, list, address) {
  let asked;
  const colleagues = () => {
    asked ??= fetch(address, { headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(10_000) })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
      .catch(() => {
        asked = undefined; // it is asked again with the next "@"
        return [];
      });
    return asked;
  };
  const box = listbox(field, list, ({ name }) => {
    const begun = begin(field);
    if (begun !== null) field.setRangeText(`@${name} `, field.selectionEnd - begun.length - 1, field.selectionEnd, 'end');
    box.hide();
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  });

  field.addEventListener('input', async () => {
    if (begin(field) === null) return box.hide();
    const all = await colleagues();
    const begun = begin(field)?.toLowerCase();
    const fits = ({ name }) => begun !== undefined && begun !== `${name.toLowerCase()} ` && ` ${name.toLowerCase()}`.includes(` ${begun}`);
    box.show(all.filter(fits).slice(0, MOST));
  });
  field.addEventListener('blur', () => box.hide());

  return {
    hide: box.hide,
    key(event) {
      if (event.key !== 'Escape' || !box.shown) return box.key(event);
      event.preventDefault();
      box.hide();
      return true;
    },
    async within(text) {
      if (!text.includes('@')) return [];
      return (await colleagues()).filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
    },
  };
}

// What stands between the last "@" of a word and the caret; null where there is none.
function begin(field) {
  const [, begun] = field.value.slice(0, field.selectionEnd).match(/(?:^|[\s(])@([^@\n]{0,40})$/) ?? [];
  return begun ?? null;
}
