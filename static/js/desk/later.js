// Brings in what was said behind a part of a log, below: by button#later[data-from], or by scrolling down to
// it. Once that is all, the log goes to its end again, and the stream goes on from there.
//   const stop = later(scroller, async (address) => html);
import { apply } from '../shared/apply.js';
import { paging, quietly } from '../shared/paging.js';

const NEAR = 80; // px

export function later(scroller, fetchPayload) {
  const held = () => 'held' in scroller.dataset;
  const stop = paging(scroller, {
    button: '#later',
    near: () => held() && scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < NEAR,
    bring: async (address) => insert(scroller, await fetchPayload(address)),
  });
  const sent = (event) => {
    if (held() && event.target.closest('bell-reply')) document.getElementById('newest')?.click();
  };
  document.addEventListener('submit', sent);
  return () => {
    stop();
    document.removeEventListener('submit', sent);
  };
}

function insert(scroller, html) {
  const at = scroller.scrollTop;
  const pressed = document.activeElement?.id === 'later';
  quietly(scroller, () => {
    apply(html);
    scroller.scrollTop = at;
    if (pressed) (scroller.querySelector('#later:not([hidden])') ?? scroller).focus({ preventScroll: true });
  });
  if (scroller.querySelector('#later')?.dataset.from) return;
  delete scroller.dataset.held;
  document.getElementById('newest')?.remove();
  document.dispatchEvent(new CustomEvent('deskbell:listed'));
}
