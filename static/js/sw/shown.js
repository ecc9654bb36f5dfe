// Notifications of this device: one a conversation.
//   await show(notice);          {id, kind, conversation, title, line, url, at, urgent, in_page}
//   await close({at, tags});     all that pages know of and that are not among tags any more; at is when the
//                                server said so: what is newer stays
import badge from '../../img/badge-96.png';
import icon from '../../img/app-192.png';

export async function show(notice) {
  const tag = notice.conversation || notice.kind;
  const there = await self.registration.getNotifications({ tag });
  const again = there.some((one) => one.data?.kind === notice.kind);
  await self.registration.showNotification(notice.title || 'Deskbell', {
    body: notice.line,
    tag,
    icon,
    badge,
    dir: 'auto',
    timestamp: notice.at,
    renotify: Boolean(notice.urgent) && !again,
    requireInteraction: Boolean(notice.urgent),
    data: notice,
  });
}

export async function close({ at, tags }) {
  for (const one of await self.registration.getNotifications()) {
    const { in_page: known, at: shown } = one.data ?? {};
    if (known && shown < at && !tags.includes(one.tag)) one.close();
  }
}
