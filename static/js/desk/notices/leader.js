// One tab of this browser leads: it holds the stream that pages without the desk live on, rings, and shows
// notifications. It is the one that was looked at last. Without Web Locks, which need https, each tab leads.
//   leader.leads;   document hears 'deskbell:leads' when that changes
import { tabs } from './tabs.js';

let queued;

export const leader = { leads: false };

export function startLeading() {
  if (!navigator.locks) return set(true);
  const look = () => document.visibilityState === 'visible' && take();
  document.addEventListener('visibilitychange', look);
  addEventListener('focus', look);
  if (document.visibilityState === 'visible') take();
  else wait();
}

function take() {
  if (leader.leads) return;
  queued?.abort();
  hold({ steal: true });
}

function wait() {
  queued = new AbortController();
  hold({ signal: queued.signal });
}

async function hold(options) {
  try {
    await navigator.locks.request(tabs.name, options, () => {
      set(true);
      return new Promise(() => {}); // until the tab closes, or another one takes it
    });
  } catch ({ name }) {
    if (options.signal?.aborted) return;
    if (name !== 'AbortError') return set(true); // locks are forbidden, as storage is: it is as if there were none
    set(false);
    wait();
  }
}

function set(leads) {
  if (leader.leads === leads) return;
  leader.leads = leads;
  document.dispatchEvent(new CustomEvent('deskbell:leads'));
}
