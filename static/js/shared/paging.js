// Brings in more of a log: by its button, which names the address, or by scrolling near to it.
//   const stop = paging(scroller, {button: '#earlier', near: () => boolean, bring: async (address) => {}});
//   quietly(scroller, change);   nothing of the change is read out
export function paging(scroller, { button, near, bring }) {
  let busy = false;
  const more = async () => {
    const pressed = scroller.querySelector(button);
    if (busy || !pressed?.dataset.from) return;
    busy = true;
    pressed.setAttribute('aria-busy', 'true');
    try {
      await bring(pressed.dataset.from);
    } catch {
      pressed.removeAttribute('aria-busy'); // it is still there to be pressed again
    }
    busy = false;
  };
  const click = (event) => event.target.closest(button) && more();
  const scroll = () => near() && more();
  scroller.addEventListener('click', click);
  scroller.addEventListener('scroll', scroll, { passive: true });
  return () => {
    scroller.removeEventListener('click', click);
    scroller.removeEventListener('scroll', scroll);
  };
}

export function quietly(scroller, change) {
  const log = scroller.querySelector('[role=log]');
  log?.setAttribute('aria-live', 'off');
  change();
  setTimeout(() => log?.removeAttribute('aria-live'), 1_000);
}
