// Moves progress.wait-line on, each second from what the server said, so that a wrong clock on the
// reader's side does not matter.
//   startWaitLines();
const seen = new WeakMap();

export function startWaitLines() {
  tick();
  setInterval(tick, 1_000);
  document.addEventListener('deskbell:applied', tick);
}

function tick() {
  for (const line of document.querySelectorAll('progress.wait-line')) {
    if (!seen.has(line)) seen.set(line, performance.now() - line.value * 1_000);
    line.value = Math.min(line.max, (performance.now() - seen.get(line)) / 1_000);
  }
}
