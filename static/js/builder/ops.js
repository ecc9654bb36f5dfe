// Sends edits, one after another, in the order in which they were made, until the server has them.
//   const { blocks, rev } = await send('move', { moves }, { key, rev, fresh, open })
//     It throws Refused when the server will not have it (and has said why), or when somebody else has
//     changed the same (clash.js asks whose is kept). Without a connection it waits, also over a reload.
//     key: a later edit of the same key takes the place of one that waits · rev: made on that revision,
//     else on the one that is shown · fresh: () => fields, asked again when it is sent · open: show the
//     settings of the new block
//   unsent() → number of edits that the server does not have
// 'builder:unsent' is fired on the document with detail {waiting, stuck} when that changes.
import { Backoff } from '../shared/backoff.js';
import { random } from '../shared/ids.js';
import { Refused, toLogin } from '../desk/post.js';
import { judge } from './verdict.js';
import { kept } from './kept.js';
import { page } from './page.js';
import { part } from './part.js';
import { apply, waitFor } from './parts.js';

const backoff = new Backoff(1_000, 20_000);
const queue = [];
let running = false;
let flying = null;

waitFor(() => queue.length > 0);
addEventListener('online', () => backoff.hurry());

export const unsent = () => queue.length;

export function send(op, fields = {}, { key = '', rev = page.rev, fresh, open = false } = {}) {
  const item = queue.find((each) => key && each.key === key && each !== flying);
  const next = item ?? { id: random(12), op, rev, key, at: Date.now(), waiters: [] };
  Object.assign(next, { fields: { ...fields }, fresh, open });
  if (!item) queue.push(next);
  kept.put(next);
  const done = new Promise((kept, refused) => next.waiters.push({ kept, refused }));
  tell(false);
  run();
  return done;
}

// resume sends what a former page could not.
export function resume() {
  for (const item of kept.all()) if (!queue.some(({ id }) => id === item.id)) queue.push({ ...item, waiters: [] });
  if (queue.length) run();
}

async function run() {
  if (running) return;
  running = true;
  for (let tries = 0; queue.length; ) {
    flying = queue[0];
    const pause = await deliver(flying);
    flying = null;
    tries = pause ? tries + 1 : 0;
    tell(tries > 0);
    if (pause) await backoff.wait(pause);
    else backoff.reset();
  }
  running = false;
}

// deliver is 0 when the server has said yes or no, else how long to wait at least, in ms.
async function deliver(item) {
  if (item.fresh) item.fields = item.fresh() ?? item.fields;
  const { op, rev } = item;
  const rest = op === 'undo' || op === 'redo' ? `/${op}` : '/ops';
  let answer;
  try {
    answer = await part(rest, { query: page.look(item.open ? { open: 1 } : {}), fields: { ...item.fields, op, rev, key: item.id } });
  } catch {
    return 1;
  }
  if (answer.status === 401) toLogin();
  const { state, error } = judge(answer, item);
  if (state === 'later') return answer.pause || 1;
  queue.splice(queue.indexOf(item), 1);
  if (state !== 'clash') kept.drop(item.id); // a clash is asked again after a reload
  if (state !== 'kept') {
    for (const { refused } of item.waiters) refused(error);
    return 0;
  }
  follow(item, answer.rev);
  apply(answer.html);
  for (const waiter of item.waiters) waiter.kept({ blocks: answer.blocks, rev: answer.rev });
  return 0;
}

// follow: what waits was made on top of one's own edit; others' edits in between count for another key.
function follow(item, rev) {
  for (const each of queue) if (rev === item.rev + 1 || (item.key && each.key === item.key)) each.rev = Math.max(each.rev, rev);
}

function tell(stuck) {
  document.dispatchEvent(new CustomEvent('builder:unsent', { detail: { waiting: queue.length, stuck } }));
}

addEventListener('unhandledrejection', (event) => event.reason instanceof Refused && event.preventDefault());
