// Plays an animation once: when it comes in while one looks on, and when one comes back a moment later. Its
// script is loaded with the first. Nothing is played for who wants nothing to move (the log has a line for
// them), nor of what has been missed for a while.
import { now } from '../shared/now.js';
import { keep } from './keep.js';

const FRESH = 60_000; // ms, of what comes in
const MOMENT = 20_000; // of what is there already when the page is loaded
const PLAYED = 'played';
const calm = matchMedia('(prefers-reduced-motion: reduce)');

export function startAnimations() {
  document.addEventListener('deskbell:applied', ({ detail }) => {
    const li = detail.added.findLast((li) => li.dataset.animation && li.dataset.seq);
    if (li) play(li.dataset, detail.live ? FRESH : MOMENT);
  });
}

async function play({ animation, script, at, conversation, seq }, fresh) {
  await looking();
  if (calm.matches || now() - Number(at) > fresh || played(conversation, Number(seq))) return;
  keep.set(PLAYED, { conversation, seq: Number(seq) });
  const stage = await import(script).catch(() => null); // without it the words are there
  stage?.play(animation);
}

function played(conversation, seq) {
  const last = keep.get(PLAYED);
  return last?.conversation === conversation && last.seq >= seq;
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
