// Notifications of the system, shown by the service worker: so a push about the same conversation takes the
// place of one and rings no second time. The tab that leads asks for them while nobody looks at it, and says
// what is still current.
import { leader } from './leader.js';
import { age, state } from './state.js';
import { claim } from './tabs.js';
import { worker } from './worker.js';

const FRESH = 30_000;

export function startDesktop() {
  for (const name of ['deskbell:told', 'deskbell:leads']) document.addEventListener(name, look);
  addEventListener('focus', look);
}

async function look() {
  if (!leader.leads || !state.at) return;
  const tell = (await worker())?.active;
  if (!tell) return;
  const tags = state.notices.map((notice) => notice.conversation || notice.kind);
  tell.postMessage({ keep: { at: state.at, tags } });
  for (const notice of state.notices) {
    const fresh = notice.desktop && claim(`shown ${notice.id}:${notice.count}`) && age(notice) < FRESH;
    if (!fresh || document.hasFocus()) continue;
    tell.postMessage({ show: { ...notice, in_page: true, urgent: notice.stays && notice.kind !== 'missed' } });
  }
}
