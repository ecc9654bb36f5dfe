// What the agent is told at the moment, the same in all tabs: it comes by the stream of the tab that leads, or
// of any that shows the desk, and is passed on to the others.
//   state.notices   [{id, kind, conversation, title, line, url, count, at, toast, sound, desktop, stays}]
//   state.waiting   how many wait; undefined: not known yet
//   state.at        when the server said so, in ms; age(notice) in ms, by its clock
//   heard(name, data)   what a stream has brought; the document hears 'deskbell:told' after each change
import { leader } from './leader.js';
import { tabs } from './tabs.js';

export const state = { at: 0, came: 0, notices: [], waiting: undefined };

export function age(notice) {
  return state.at - notice.at + (performance.now() - state.came);
}

export function heard(name, data) {
  if (name === 'notices') take(JSON.parse(data), true);
  if (name === 'waiting') take({ waiting: Number(data) }, true);
}

function take({ at, notices, waiting }, pass) {
  if (notices && at >= state.at) Object.assign(state, { at, notices, came: performance.now() });
  else if (waiting === undefined || waiting === state.waiting) return;
  if (waiting !== undefined) state.waiting = waiting;
  if (pass) tabs.tell(notices ? { told: { at, notices } } : { told: { waiting } });
  document.dispatchEvent(new CustomEvent('deskbell:told'));
}

tabs.hear(({ told, asks }) => {
  if (told) take(told, false);
  if (asks && leader.leads && state.at) tabs.tell({ told: { at: state.at, notices: state.notices, waiting: state.waiting } });
});

// On the desk the number stands in the list already.
function count() {
  const shown = document.getElementById('count-waiting');
  if (shown) take({ waiting: Number(shown.dataset.n) }, true);
}

export function startState() {
  document.addEventListener('deskbell:applied', count);
  document.addEventListener('deskbell:heard', ({ detail: { name, data } }) => heard(name, data));
  count();
  tabs.tell({ asks: true });
}
