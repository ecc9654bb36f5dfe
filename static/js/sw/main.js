// The service worker. It shows what is pushed, and what a page asks for; it keeps no pages and answers no
// requests. Pages say what is still current: the rest is closed.
import { fieldsOf, subscribe } from '../shared/subscription.js';
import { close, show } from './shown.js';

const VISITORS = /^\/(w|help|demo|c|join)(\/|$)/;
const SAFARI = /^((?!chrome|chromium|android).)*safari/i.test(navigator.userAgent); // there every push has to be shown

addEventListener('install', () => self.skipWaiting());
addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
addEventListener('push', (event) => event.waitUntil(pushed(event.data)));
addEventListener('notificationclick', (event) => event.waitUntil(clicked(event.notification)));
addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renewed(event)));
addEventListener('message', ({ data }) => {
  if (data.show) show(data.show);
  if (data.keep) close(data.keep);
});

async function pushed(data) {
  let notice;
  try {
    notice = data.json();
  } catch {
    notice = { kind: 'test', title: 'Deskbell', line: '', url: '/desk' };
  }
  // Whoever looks at a page of the team sees it there.
  const looked = (await team()).some((page) => page.focused);
  if (!looked || SAFARI || notice.kind === 'test' || !notice.in_page) await show(notice);
}

async function team() {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return pages.filter((page) => !VISITORS.test(new URL(page.url).pathname));
}

async function clicked(notification) {
  notification.close();
  const { id, url } = notification.data ?? {};
  const told = id && post('/push/opened', { id }).catch(() => {}); // whoever is signed out opens the page all the same
  const path = /^\/(?![/\\])/.test(url) ? url : '/desk';
  const pages = await team();
  const page = pages.find((one) => one.focused) ?? pages.find((one) => one.visibilityState === 'visible') ?? pages[0];
  if (page) {
    await page.focus();
    page.postMessage({ open: path });
  } else {
    await self.clients.openWindow(path);
  }
  await told;
}

// The push service has given the browser another address.
async function renewed({ oldSubscription, newSubscription }) {
  const { key } = await (await fetch('/push/key', { headers: { Accept: 'application/json' } })).json();
  const now = newSubscription ?? (await subscribe(self.registration, key));
  if (oldSubscription) await post('/push/renew', { old: oldSubscription.endpoint, ...fieldsOf(now) });
  else await post('/push/subscribe', { quiet: 1, ...fieldsOf(now) });
}

async function post(address, fields) {
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(fields), headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
}
