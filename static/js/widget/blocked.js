// A visitor who may not write for a time, and has no conversation that would tell when that is over: the
// page looks again by itself.
import { now } from '../shared/now.js';
import { prompt } from './page.js';
import { begun, greet } from './talk.js';

const LONGEST = 2e9; // ms; a timer for longer would fire at once

export function startBlocked() {
  const left = Date.parse(prompt().dataset.until) - now();
  if (left < LONGEST) setTimeout(() => begun() || greet().finally(startBlocked), Math.max(left, 0) + 1_000);
}
