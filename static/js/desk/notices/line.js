// The stream of pages without the desk. It is open in the tab that leads; while it is, the agent is reachable.
// A tab with the desk that nobody looks at lets its own stream go after a while: browsers allow few at once.
import { Stream } from '../../shared/stream.js';
import { leader } from './leader.js';
import { heard } from './state.js';
import { tabs } from './tabs.js';

const REST = 60_000;
let stream;
let resting;

export function startLine() {
  document.addEventListener('deskbell:leads', follow);
  document.addEventListener('visibilitychange', follow);
  startOnline();
  follow();
}

function follow() {
  const desk = document.querySelector('bell-desk');
  if (desk) return rest(desk);
  if (leader.leads && !stream) {
    stream = new Stream({ url: () => '/notices/stream', named, state: say });
    stream.open();
  }
  if (!leader.leads && stream) {
    stream.close();
    stream = undefined;
    say('up');
  }
}

function named(name, data) {
  if (name === 'online') online(data);
  heard(name, data);
}

// Where the switch stands is the same in all tabs.
let passedOn = false;

function online(data) {
  document.dispatchEvent(new CustomEvent('deskbell:online', { detail: data }));
}

function startOnline() {
  document.addEventListener('deskbell:online', ({ detail }) => passedOn || tabs.tell({ online: detail }));
  tabs.hear(({ online: data }) => {
    if (data === undefined) return;
    passedOn = true;
    online(data);
    passedOn = false;
  });
}

function rest(desk) {
  clearTimeout(resting);
  if (leader.leads || document.visibilityState === 'visible') desk.wake?.();
  else resting = setTimeout(() => !leader.leads && document.visibilityState !== 'visible' && desk.rest?.(), REST);
}

const WORDS = {
  up: '',
  down: 'Reconnecting…',
  unauthorised: 'You are signed out. Load the page again to sign in.',
  gone: 'You are signed out. Load the page again to sign in.',
};

function say(word) {
  document.dispatchEvent(new CustomEvent('deskbell:connection', { detail: word }));
  const strip = document.getElementById('connection');
  if (!strip || document.querySelector('bell-builder')) return; // it says so itself
  strip.textContent = WORDS[word] ?? WORDS.down;
  strip.hidden = word === 'up';
}
