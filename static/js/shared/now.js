// The server's time, whatever the reader's clock says: as the page was drawn (html[data-now]), and set
// right by the answers that follow.
//   now() → ms;   heard(answer)
const CLOSE = 2_000; // ms: an answer's Date has whole seconds and was on its way for a while
let said = Date.parse(document.documentElement.dataset.now) || Date.now();
let since = performance.now();

export const now = () => said + performance.now() - since;

export function heard(answer) {
  const date = Date.parse(answer.headers.get('Date'));
  if (!(Math.abs(date - now()) > CLOSE)) return;
  said = date;
  since = performance.now();
}
