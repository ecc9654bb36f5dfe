// This browser as a device that is told by push.
//   await turnOn(key);   asks the browser, then the server; throws what either refuses
//   await turnOff();
//   await forget();      for signing out: what can be done in a moment
import { fieldsOf, subscribe } from '../../shared/subscription.js';
import { post, send } from '../post.js';
import { able, worker } from './worker.js';

export async function turnOn(key) {
  const registration = await worker();
  if (!registration) throw new Error('The service worker could not be started. Load the page again.');
  const subscription = await subscribe(registration, key);
  await post('/push/subscribe', fieldsOf(subscription));
}

export async function subscription() {
  return (await worker())?.pushManager?.getSubscription();
}

export async function turnOff() {
  const mine = await subscription();
  if (!mine) return;
  await post('/push/unsubscribe', { endpoint: mine.endpoint });
  await mine.unsubscribe();
}

const MOMENT = 1_500; // ms

export async function forget() {
  if (!able) return;
  await Promise.race([off().catch(() => {}), new Promise((done) => setTimeout(done, MOMENT))]);
}

async function off() {
  const mine = await subscription();
  if (mine) await Promise.all([send('/push/unsubscribe', { endpoint: mine.endpoint }), mine.unsubscribe()]);
}
