// A part of a page in which a conversation scrolls: it stays at the end while the reader is there, brings in what was
// said earlier, and tells the server what was seen.
//   const stop = reading(scroller, {
//     button,                        to the end
//     load: async (address) => html,
//     tell: async (seq, log) => {},  may throw: the next look tries again
//     reads: () => boolean,          it counts now as seen
//   });
import { follow } from './follow.js';
import { earlier } from './history.js';
import { seenUpTo } from './receipts.js';

const PAUSE = 300; // ms: one post for what comes in one breath

export function reading(scroller, { button, load, tell, reads }) {
  const log = () => scroller.querySelector('ol.log');
  const end = follow(scroller, button);
  const quiet = earlier(scroller, load, { stay: true });
  const gone = new AbortController();
  const on = { signal: gone.signal };
  let told = 0;
  let soon;

  const seen = async () => {
    const newest = Number([...log().querySelectorAll(':scope > [data-seq]')].at(-1)?.dataset.seq ?? 0);
    if (document.visibilityState !== 'visible' || !end.here || !reads() || newest <= told) return;
    const before = told;
    told = newest;
    await tell(newest, log()).catch(() => (told = before));
  };
  const look = () => {
    clearTimeout(soon);
    soon = setTimeout(seen, PAUSE);
  };
  for (const name of ['deskbell:applied', 'visibilitychange']) document.addEventListener(name, look, on);
  for (const name of ['focus', 'resize']) addEventListener(name, look, on);
  scroller.addEventListener('deskbell:end', look, on);
  seenUpTo(log(), 0); // as far as the page knows
  look();
  return () => {
    clearTimeout(soon);
    gone.abort();
    quiet();
    end.stop();
  };
}
