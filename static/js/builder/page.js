// What the page of a flow says of itself.
//   page.path '/bots/…/flows/…' · page.bot '/bots/…' · page.flow · page.view 'outline' | 'canvas'
//   page.rev            the revision that is shown
//   page.chosen         the block whose settings are open, '' for none; to be set by panel.js alone
//   page.look({…})      the query that says how the page looks, with more in it
//   page.tell(words)    to screen readers
export const page = {
  get root() {
    return document.querySelector('bell-builder');
  },
  get path() {
    return page.root.dataset.path;
  },
  get bot() {
    return page.root.dataset.bot;
  },
  get flow() {
    return page.root.dataset.flow;
  },
  get view() {
    return page.root.dataset.view;
  },
  get rev() {
    return Number(document.getElementById('tools').dataset.rev);
  },
  get chosen() {
    return page.root.dataset.chosen;
  },
  set chosen(block) {
    page.root.dataset.chosen = block;
  },
  // Which numbers are shown at the blocks, as the address says it.
  get numbers() {
    return Object.fromEntries([...new URLSearchParams(location.search)].filter(([name]) => name === 'numbers' || name === 'of'));
  },
  look(more = {}) {
    return new URLSearchParams({ view: page.view, block: page.chosen, since: page.rev, ...page.numbers, ...more });
  },
  tell(words) {
    const place = document.getElementById('told');
    place.textContent = place.textContent === words ? `${words} ` : words;
  },
};
