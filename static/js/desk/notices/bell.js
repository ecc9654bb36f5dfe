// The sounds. Only the tab that leads rings, and only while nobody looks at it. A bell that calls for somebody
// strikes three times at most, as long as they wait; a tap comes once. Where the browser lets this tab make
// no sound yet, another one does.
import { canSound, strike } from '../sound.js';
import { leader } from './leader.js';
import { age, state } from './state.js';
import { claim, tabs } from './tabs.js';

const FRESH = 30_000; // ms: what is older was rung for, or the page is new
const AGAIN = 20_000;
const STRIKES = 3;
const LOUDEST = ['tap', 'bell', 'twice'];

let left = 0;
let rings; // the notices that are rung for
let timer;

export function startBell() {
  document.addEventListener('deskbell:told', look);
  addEventListener('focus', stop);
  tabs.hear(({ ring }) => ring && canSound() && setTimeout(() => claim(`played ${ring.key}`) && strike(ring.sound), Math.random() * 150));
}

function look() {
  if (rings && !state.notices.some(({ id }) => rings.includes(id))) stop();
  if (!leader.leads) return;
  const fresh = state.notices.filter((notice) => notice.sound && claim(`rung ${notice.id}:${notice.count}`) && age(notice) < FRESH);
  if (!fresh.length || document.hasFocus()) return;
  const sound = LOUDEST[Math.max(...fresh.map((notice) => LOUDEST.indexOf(notice.sound)))];
  if (sound === 'tap') {
    if (!left) play('tap', fresh[0].id + fresh[0].count);
    return;
  }
  stop();
  rings = fresh.filter((notice) => notice.sound !== 'tap').map(({ id }) => id);
  left = STRIKES;
  ring(sound);
}

function ring(sound) {
  if (!left || !leader.leads || document.hasFocus()) return;
  play(sound, `${rings[0]} ${left}`);
  left -= 1;
  timer = setTimeout(() => ring(sound), AGAIN);
}

function play(sound, key) {
  if (canSound()) strike(sound);
  else tabs.tell({ ring: { sound, key } });
}

function stop() {
  clearTimeout(timer);
  left = 0;
  rings = undefined;
}
