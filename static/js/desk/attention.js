// Tells an agent who looks elsewhere that somebody waits: the number in the title, the badge on the
// tab's picture, and the bell. The bell is for those who are online: once when the number rises, and
// twice more while it stays.
import { strike } from './sound.js';

const AGAIN = 20_000;
const STRIKES = 3;

let waiting;
let left = 0;
let timer;

function look() {
  const before = waiting;
  waiting = Number(document.getElementById('count-waiting')?.dataset.n ?? 0);
  const name = document.querySelector('#talk-header h2')?.textContent.trim() || 'Desk';
  const title = `${waiting ? `(${waiting}) ` : ''}${name} · Deskbell`;
  if (document.title !== title) document.title = title;
  const icon = document.getElementById('favicon');
  const picture = waiting ? icon.dataset.wanted : icon.dataset.calm;
  if (icon.getAttribute('href') !== picture) icon.setAttribute('href', picture);
  if (before !== undefined && waiting > before) begin();
  if (!waiting) stop();
}

function begin() {
  stop();
  left = STRIKES;
  ring();
}

function ring() {
  const online = document.querySelector('bell-online')?.on;
  if (!left || !online || document.hasFocus()) return;
  left -= 1;
  strike();
  timer = setTimeout(ring, AGAIN);
}

function stop() {
  clearTimeout(timer);
  left = 0;
}

if (document.querySelector('bell-desk')) {
  document.addEventListener('deskbell:applied', look);
  addEventListener('focus', stop);
  look();
}
