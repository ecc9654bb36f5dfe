// Brings earlier entries in above: by button#earlier[data-from], or by scrolling up to it. What one
// reads does not move, and nothing of it is read out.
//   const stop = earlier(scroller, async (address) => html, {stay});
//     stay: the button goes with the first message; whoever has pressed it by keys stays in the log
import { apply } from './apply.js';
import { paging, quietly } from './paging.js';

const NEAR = 80; // px

export function earlier(scroller, fetchPayload, { stay = false } = {}) {
  return paging(scroller, {
    button: '#earlier',
    near: () => scroller.scrollTop < NEAR && scroller.scrollHeight > scroller.clientHeight,
    async bring(address) {
      const pressed = stay && document.activeElement?.id === 'earlier';
      const html = await fetchPayload(address);
      insert(scroller, html);
      setTimeout(() => pressed && document.activeElement === document.body && scroller.focus({ preventScroll: true }));
    },
  });
}

function insert(scroller, html) {
  const below = scroller.scrollHeight - scroller.scrollTop;
  quietly(scroller, () => {
    apply(html);
    scroller.scrollTop = scroller.scrollHeight - below;
  });
}
