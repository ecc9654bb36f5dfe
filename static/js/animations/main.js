// The animations, each played once over the page; loaded when the first one is wanted.
//   await play('confetti')   one of confetti fireworks hearts snow balloons thumbs_up; others do nothing
import { create } from '../../vendor/canvas-confetti-1.9.4.mjs';
import { acts } from './acts.js';

const LONGEST = 5_000; // ms
const SHARPEST = 2; // device pixels a CSS pixel; more only costs
let playing = null;

export async function play(name) {
  if (!Object.hasOwn(acts, name)) return;
  playing?.end();
  const stage = set();
  playing = stage;
  const began = performance.now();
  for (const { after = 0, ...burst } of acts[name](innerWidth, innerHeight)) {
    await pause(began + after - performance.now());
    if (stage.over) return;
    stage.fire(burst);
  }
  await Promise.race([stage.done(), pause(began + LONGEST - performance.now())]);
  stage.end();
}

// A canvas over everything that lets every press through.
function set() {
  const canvas = document.createElement('canvas');
  const sharp = Math.min(devicePixelRatio || 1, SHARPEST);
  canvas.className = 'animation';
  canvas.setAttribute('aria-hidden', 'true');
  canvas.width = innerWidth * sharp;
  canvas.height = innerHeight * sharp;
  document.body.append(canvas);
  if (document.querySelector('dialog[open]')) raise(canvas);
  const cannon = create(canvas); // no worker: it would be made of a blob, which the policy forbids
  let last = null;
  return {
    over: false,
    fire(burst) {
      const by = (name, usual) => (burst[name] ?? usual) * sharp;
      last = cannon({ ...burst, scalar: by('scalar', 1), startVelocity: by('startVelocity', 45), gravity: by('gravity', 1), drift: by('drift', 0) });
    },
    done: () => last,
    end() {
      this.over = true;
      cannon.reset();
      canvas.remove();
    },
  };
}

// Above a dialog that is open.
function raise(canvas) {
  canvas.popover = 'manual';
  canvas.showPopover?.();
}

function pause(ms) {
  return new Promise((done) => setTimeout(done, Math.max(0, ms)));
}
