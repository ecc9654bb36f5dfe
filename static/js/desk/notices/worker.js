// The service worker of this browser: there once notifications are allowed.
//   const registration = await worker();   undefined while they are not
//   await startWorker();                    what it asks pages for, and whether this device is still told
import { fieldsOf, subscribe } from '../../shared/subscription.js';
import { post } from '../post.js';
import { go } from './open.js';

let registered;

export const able = 'serviceWorker' in navigator && 'Notification' in window;

export function worker() {
  if (!able || Notification.permission !== 'granted') return undefined;
  registered ??= register();
  return registered;
}

async function register() {
  try {
    await navigator.serviceWorker.register('/sw.js', { scope: '/', updateViaCache: 'none' });
    return await navigator.serviceWorker.ready;
  } catch {
    return undefined; // forbidden, or the server is away: pages do without
  }
}

export async function startWorker() {
  if (!able) return;
  navigator.serviceWorker.addEventListener('message', ({ data }) => data.open && go(data.open));
  const subscription = await (await worker())?.pushManager?.getSubscription();
  if (subscription) await check(subscription).catch(() => {}); // the next page does
}

// A device that was removed, or that somebody else had turned on, is told nothing any more; one whose server
// has other keys begins anew.
async function check(subscription) {
  const body = new URLSearchParams({ endpoint: subscription.endpoint });
  const answer = await fetch('/push/check', { method: 'POST', body, headers: { Accept: 'application/json' } });
  if (!answer.ok) return;
  const { id, key } = await answer.json();
  if (key && key !== keyOf(subscription)) {
    await subscription.unsubscribe();
    const next = await subscribe(await worker(), key);
    await post('/push/subscribe', { quiet: 1, ...fieldsOf(next) });
  } else if (!id) {
    await subscription.unsubscribe();
  }
}

function keyOf(subscription) {
  const bytes = String.fromCharCode(...new Uint8Array(subscription.options.applicationServerKey ?? []));
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
