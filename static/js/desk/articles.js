// The list of articles: times in what a search has found are the reader's own, and what this browser keeps of an
// article (../articles/draft.js) goes with it.
const MINE = `deskbell:desk:${document.documentElement.dataset.me}:article:`;

document.addEventListener('htmx:after:swap', () => {
  if (!document.getElementById('article-list')) return;
  document.dispatchEvent(new CustomEvent('deskbell:applied', { detail: { added: [], replaced: [], live: false } }));
});

document.addEventListener('submit', ({ target }) => {
  if (!target.matches('form[data-forget]')) return;
  try {
    localStorage.removeItem(MINE + target.dataset.forget);
  } catch {
    // forbidden: then nothing was kept
  }
});
