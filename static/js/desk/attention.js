// Tells an agent who looks elsewhere that somebody waits: the number in the title, the badge on the
// tab's picture, and the bell. The bell is for those who are online: once when somebody comes, and twice
// more while they wait.
import { strike } from './sound.js';

const AGAIN = 20_000;
const STRIKES = 3;

let waiting;
let rows; // those who wait, by the ids of their rows; undefined while another list is shown
let left = 0;
let timer;

function look() {
  const came = somebodyCame();
  const name = document.querySelector('#talk-header h2')?.textContent.trim() || 'Desk';
  const title = `${waiting ? `(${waiting}) ` : ''}${name} · Deskbell`;
  if (document.title !== title) document.title = title;
  const icon = document.getElementById('favicon');
  const picture = waiting ? icon.dataset.wanted : icon.dataset.calm;
  if (icon.getAttribute('href') !== picture) icon.setAttribute('href', picture);
  if (came) begin();
  if (!waiting) stop();
}

// The number alone does not tell when one goes as another comes. A row of a list that has more than it
// shows may have moved up.
function somebodyCame() {
  const [before, known] = [waiting, rows];
  waiting = Number(document.getElementById('count-waiting')?.dataset.n ?? 0);
  const shown = document.querySelector('#lists[data-list=waiting]:not(:has(a#more))');
  rows = shown && [...shown.querySelectorAll('#rows > [data-row]')].map((row) => row.id);
  return waiting > before || (known && rows?.some((id) => !known.includes(id)));
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
