// Brings earlier entries in above: by button#earlier[data-from], or by scrolling up to it. What one
// reads does not move, and nothing of it is read out.
//   const stop = earlier(scroller, async (address) => html);
import { apply } from './apply.js';

export function earlier(scroller, fetchPayload) {
  let busy = false;
  const more = async () => {
    const button = scroller.querySelector('#earlier');
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
  const click = (event) => event.target.closest('#earlier') && more();
  const scroll = () => scroller.scrollTop < 80 && scroller.scrollHeight > scroller.clientHeight && more();
  scroller.addEventListener('click', click);
  scroller.addEventListener('scroll', scroll, { passive: true });
  return () => {
    scroller.removeEventListener('click', click);
    scroller.removeEventListener('scroll', scroll);
  };
}

function insert(scroller, html) {
  const log = scroller.querySelector('[role=log]');
  const below = scroller.scrollHeight - scroller.scrollTop;
  log?.setAttribute('aria-live', 'off');
  apply(html);
  scroller.scrollTop = scroller.scrollHeight - below;
  setTimeout(() => log?.removeAttribute('aria-live'), 1_000);
}
