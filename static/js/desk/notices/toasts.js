// What the agent is told, at the lower left of every page: one for each conversation, three at most, those
// first that call for somebody. One goes when it was seen anywhere; most go by themselves before.
import { post, say } from '../post.js';
import { open } from './open.js';
import { age, state } from './state.js';

const MOST = 3;
const LASTS = 14_000; // ms since it happened, but for those that stay
const drawn = new Map(); // by conversation, else by id
const dismissed = new Set();
let timer;

export function startToasts() {
  document.addEventListener('deskbell:told', draw);
  document.addEventListener('visibilitychange', draw);
  draw();
}

const keyOf = (notice) => notice.conversation || notice.id;

function draw() {
  clearTimeout(timer);
  const place = document.getElementById('toasts');
  const wanted = state.notices.filter(due).sort((a, b) => b.stays - a.stays || b.at - a.at).slice(0, MOST);
  for (const [key, element] of drawn) {
    if (wanted.some((notice) => keyOf(notice) === key)) continue;
    element.remove();
    drawn.delete(key);
  }
  for (const notice of wanted.reverse()) {
    const old = drawn.get(keyOf(notice));
    const same = old?.dataset.of === `${notice.id}:${notice.count}`;
    if (same) continue;
    const element = made(notice);
    if (old) old.replaceWith(element);
    else place.append(element);
    drawn.set(keyOf(notice), element);
  }
  const next = Math.min(...wanted.filter(({ stays }) => !stays).map((notice) => LASTS - age(notice)));
  if (Number.isFinite(next)) timer = setTimeout(draw, Math.max(next, 100));
}

function due(notice) {
  if (!notice.toast || dismissed.has(`${notice.id}:${notice.count}`)) return false;
  const held = drawn.get(keyOf(notice))?.matches(':hover, :focus-within');
  if (!notice.stays && !held && age(notice) > LASTS) return false;
  const open = document.getElementById('open')?.dataset.conversation;
  return notice.kind === 'missed' || !open || open !== notice.conversation || document.visibilityState !== 'visible';
}

function made(notice) {
  const element = document.getElementById('notice-toast').content.firstElementChild.cloneNode(true);
  const urgent = ['live', 'video', 'offered'].includes(notice.kind);
  element.dataset.of = `${notice.id}:${notice.count}`;
  element.classList.toggle('wanted', urgent);
  element.querySelector(urgent ? '.icon' : '.mark').remove();
  element.querySelector('b').textContent = notice.title;
  element.querySelector('p').textContent = notice.line;
  const link = element.querySelector('a');
  link.href = notice.url;
  link.addEventListener('click', (event) => open(event, notice.url));
  element.querySelector('button').addEventListener('click', () => dismiss(notice));
  return element;
}

async function dismiss(notice) {
  dismissed.add(`${notice.id}:${notice.count}`);
  draw();
  await post('/notices/seen', { conversation: notice.conversation, id: notice.id }).catch(say);
}
