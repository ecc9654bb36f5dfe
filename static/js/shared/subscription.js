// What the server keeps of a browser's push subscription.
//   fieldsOf(subscription) → {endpoint, p256dh, auth}
export function fieldsOf(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint, p256dh: keys.p256dh, auth: keys.auth };
}

export function subscribe(registration, key) {
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}
