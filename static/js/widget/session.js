// Who the visitor is, and where that is kept: with the loader on the host page, in this page's own
// storage when it stands alone, nowhere in the playground.
import { token } from './api.js';
import { host, meet } from './host.js';
import { keepAt, keepHere } from './keep.js';
import { page } from './page.js';
import { begun, join } from './talk.js';

export async function settle() {
  if (page.playground) return;
  if (page.alone) return keepHere(`deskbell:${page.bot}`);
  const session = await meet(page.sites);
  if (!session) return;
  adopt(session);
  host.on('page', tell);
  host.on('session', (later) => {
    // Another tab of the same site begins a conversation: it is there once that tab has sent what it had.
    if (!later.token || begun() || Object.keys(later.kept).some((key) => key.startsWith('out.'))) return;
    if (!token()) adopt({ ...later, kept: {} });
    join();
  });
}

function adopt(session) {
  const found = session.token ? { ...session.kept, token: session.token } : session.kept;
  keepAt(found, (key, value) => host.say('keep', { key, value }));
  tell(session);
}

function tell({ page: address, url, title, language }) {
  page.host.page = url ?? address ?? page.host.page;
  page.host.title = title ?? page.host.title;
  page.host.language = language ?? page.host.language;
}
