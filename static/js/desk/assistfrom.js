// The articles that a draft is from, under it: each a link to read, and a button that puts its address into the words.
//   sources(list, [{title, address}], field)
import { insert } from '../shared/typed.js';

export function sources(list, all, field) {
  const one = document.getElementById(list.dataset.each).content;
  list.hidden = all.length === 0;
  list.replaceChildren(
    ...all.map(({ slug, title, address }) => {
      const item = one.cloneNode(true).firstElementChild;
      const [link, button] = [item.querySelector('a'), item.querySelector('button')];
      link.href = `/help/${encodeURIComponent(slug)}`;
      link.textContent = title;
      button.ariaLabel = `Add link to ${title}`;
      button.addEventListener('click', () => {
        const { selectionEnd: at, value } = field;
        insert(field, at && !/\s$/.test(value.slice(0, at)) ? ` ${address}` : address, { from: at, to: at });
      });
      return item;
    }),
  );
}
