// Whether somebody looks: marks as seen what is on screen, counts what came meanwhile, for the
// launcher's badge, or for the tab's title when the chat stands alone.
import { post } from './api.js';
import { host } from './host.js';
import { log, page } from './page.js';
import { begun, newest } from './talk.js';

const title = document.title;
let shown = page.alone;
let unread = 0;
let told = 0; // the newest entry that the server knows as seen, in
let which = ''; // this conversation

export function startAttention(end) {
  const look = () => {
    if (!shown || document.hidden) return;
    count(0);
    if (end.here) seen();
  };
  host.on('shown', ({ open }) => {
    shown = open;
    if (open) end.go();
    look();
  });
  document.addEventListener('visibilitychange', look);
  document.addEventListener('deskbell:end', look);
  document.addEventListener('deskbell:applied', ({ detail }) => {
    if (which !== (log.dataset.conversation ?? '')) told = 0;
    which = log.dataset.conversation ?? '';
    told = Math.max(told, Number(document.getElementById('chat-header').dataset.seen));
    const news = detail.added.filter((li) => li.matches('.entry:not(.mine)') && Number(li.dataset.seq) > told);
    if (detail.live) for (const li of news) host.say('message', { from: li.querySelector('.who b')?.textContent ?? '' });
    if (!shown || document.hidden) count(unread + news.length);
    look();
  });
  look();
}

async function seen() {
  const seq = newest();
  if (!begun() || seq <= told) return;
  told = seq;
  const answer = await post('seen', { seq }).catch(() => null);
  if (!answer?.ok && told === seq) told = seq - 1; // said again with the next look
}

function count(now) {
  if (now === unread) return;
  unread = now;
  host.say('unread', { count: now });
  if (page.alone) document.title = now ? `(${now}) ${title}` : title;
  log.dataset.unread = now;
}
