// Who the visitor is, and where that is kept: with the loader on the host page, in this page's own
// storage when it stands alone, nowhere in the playground.
import { token } from './api.js';
import { host, meet } from './host.js';
import { keep, keepAt, keepHere, unsent } from './keep.js';
import { page } from './page.js';
import { begun, join } from './talk.js';

export async function settle() {
  if (page.playground) return;
  if (page.alone) return keepHere(`deskbell:${page.bot}`, elsewhere);
  adopt(await meet(page.sites));
  host.on('page', tell);
  host.on('session', (later) => elsewhere({ ...later.kept, token: later.token }));
}

// Another tab begins a conversation: it is this tab's as well, and there is something to show once that
// tab has sent what it had.
function elsewhere(kept) {
  if (!kept.token || begun()) return;
  if (!token()) keep.learn('token', kept.token);
  if (!unsent(kept)) join();
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
