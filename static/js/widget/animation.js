// Plays an animation once, when it comes in while one looks on; its script is loaded with the first.
// Nothing is played for who wants nothing to move (the log has a line for them), nor of what has been
// missed for a while.
import { now } from '../shared/now.js';

const FRESH = 60_000; // ms
const calm = matchMedia('(prefers-reduced-motion: reduce)');

export function startAnimations() {
  document.addEventListener('deskbell:applied', ({ detail }) => {
    const li = detail.live && detail.added.findLast((li) => li.dataset.animation);
    if (li) play(li.dataset);
  });
}

async function play({ animation, script, at }) {
  await looking();
  if (calm.matches || now() - Number(at) > FRESH) return;
  const stage = await import(script).catch(() => null); // without it the words are there
  stage?.play(animation);
}

// Resolves when there is something to see: the tab in front, the panel open.
function looking() {
  return new Promise((done) => {
    const look = () => {
      if (document.hidden || !innerWidth || !innerHeight) return;
      document.removeEventListener('visibilitychange', look);
      removeEventListener('resize', look);
      done();
    };
    document.addEventListener('visibilitychange', look);
    addEventListener('resize', look);
    look();
  });
}
