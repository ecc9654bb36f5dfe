// Brings in what was said behind a part of a log, below: by button#later[data-from], or by scrolling down to
// it. Once that is all, the log goes to its end again, and the stream goes on from there.
//   const stop = later(scroller, async (address) => html);
import { apply } from '../shared/apply.js';

const NEAR = 80; // px

export function later(scroller, fetchPayload) {
  let busy = false;
  const more = async () => {
    const button = scroller.querySelector('#later');
    if (busy || !button?.dataset.from) return;
    busy = true;
    button.setAttribute('aria-busy', 'true');
    try {
      insert(scroller, await fetchPayload(button.dataset.from));
    } catch {
      button.removeAttribute('aria-busy'); // it is still there to be pressed again
    }
    busy = false;
  };
  const click = (event) => event.target.closest('#later') && more();
  const scroll = () => 'held' in scroller.dataset && scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < NEAR && more();
  const sent = (event) => {
    if ('held' in scroller.dataset && event.target.closest('bell-reply')) document.getElementById('newest')?.click();
  };
  scroller.addEventListener('click', click);
  scroller.addEventListener('scroll', scroll, { passive: true });
  document.addEventListener('submit', sent);
  return () => {
    scroller.removeEventListener('click', click);
    scroller.removeEventListener('scroll', scroll);
    document.removeEventListener('submit', sent);
  };
}

function insert(scroller, html) {
  const log = scroller.querySelector('[role=log]');
  const at = scroller.scrollTop;
  const pressed = document.activeElement?.id === 'later';
  log?.setAttribute('aria-live', 'off');
  apply(html);
  scroller.scrollTop = at;
  if (pressed) (scroller.querySelector('#later:not([hidden])') ?? scroller).focus({ preventScroll: true });
  setTimeout(() => log?.removeAttribute('aria-live'), 1_000);
  if (scroller.querySelector('#later')?.dataset.from) return;
  delete scroller.dataset.held;
  document.getElementById('newest')?.remove();
  document.dispatchEvent(new CustomEvent('deskbell:listed'));
}
