// Moves progress.wait-line on, each second from its data-since, by the server's time.
//   startWaitLines();
import { now } from './now.js';

export function startWaitLines() {
  tick();
  setInterval(tick, 1_000);
  document.addEventListener('deskbell:applied', tick);
}

function tick() {
  for (const line of document.querySelectorAll('progress.wait-line')) {
    const seconds = (now() - Date.parse(line.dataset.since)) / 1_000 || 0;
    line.value = Math.max(0, Math.min(line.max, seconds));
  }
}
