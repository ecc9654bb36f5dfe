// A click on a card opens its settings beside: the link on it is followed as anywhere in the builder.
// Shift or Ctrl and a click pick several; a click on the background lets go. While an exit is being
// connected, the card is where it leads.
//   choose(board, id) marks a card; pick(board, ids)
// The document hears 'deskbell:picked' {blocks}; 'deskbell:chosen' {block} tells whose settings are open.
import { relight } from './edges.js';
import { reveal } from './view.js';

export function choosing(board) {
  board.on('click', (event) => {
    const id = board.idOf(event.target);
    if (event.target.closest('.port')) return;
    const several = event.shiftKey || event.ctrlKey || event.metaKey;
    if (!id) return board.from || several ? undefined : pick(board, []);
    if (!board.from && !several) {
      pick(board, []);
      return choose(board, id);
    }
    event.preventDefault();
    event.stopPropagation();
    if (board.from) return void board.connect(id);
    const picked = new Set(board.picked.size || !board.chosen ? board.picked : [board.chosen]);
    if (!picked.delete(id)) picked.add(id);
    pick(board, [...picked]);
  });
  board.on('deskbell:chosen', ({ detail }) => {
    choose(board, detail.block);
    if (board.card(detail.block)) reveal(board, detail.block);
  }, {}, document);
  board.on('deskbell:letgo', () => pick(board, []), {}, document);
}

// choose marks a card as the one whose settings are open.
export function choose(board, id) {
  for (const one of [board.chosen, id]) {
    const li = one && board.card(one);
    if (!li) continue;
    li.classList.toggle('chosen', one === id);
    const link = li.querySelector('header a');
    if (one === id) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  board.chosen = id;
  relight(board);
}

export function pick(board, ids) {
  const before = board.picked;
  board.picked = new Set(ids.filter((id) => board.card(id)));
  for (const id of new Set([...before, ...board.picked])) {
    board.card(id)?.classList.toggle('marked', board.picked.has(id));
  }
  if (!before.size && !board.picked.size) return;
  const { size } = board.picked;
  board.say(size ? `${size} ${size === 1 ? 'block' : 'blocks'} picked` : '', false);
  document.dispatchEvent(new CustomEvent('deskbell:picked', { detail: { blocks: [...board.picked] } }));
}
