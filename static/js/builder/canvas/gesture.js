// One pointer from down to up. It is a gesture from the fourth pixel on; before, it may become a click,
// so the pointer is captured only then.
//   gesture(board, down, {begin, move, end, quit})   each gets the event; quit: Escape, a second finger
const FAR = 4;
const FAR_TOUCH = 9;

export function gesture(board, down, { begin = () => {}, move, end, quit = () => {} }) {
  const over = new AbortController();
  const on = { signal: over.signal };
  let begun = false;
  const finish = (act, event) => {
    over.abort();
    board.quit = () => {};
    if (begun) act(event);
    board.letGo();
  };
  board.quit();
  board.quit = () => finish(quit);
  const mine = (act) => (event) => event.pointerId === down.pointerId && act(event);
  document.addEventListener(
    'pointermove',
    mine((event) => {
      if (!begun) {
        const far = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
        if (far < (event.pointerType === 'touch' ? FAR_TOUCH : FAR)) return;
        begun = true;
        board.canvas.setPointerCapture(down.pointerId);
        begin(down);
      }
      move(event);
    }),
    on,
  );
  document.addEventListener('pointerup', mine((event) => {
    if (begun) swallowClick();
    finish(end, event);
  }), on);
  document.addEventListener('keydown', (event) => event.key === 'Escape' && finish(quit, event), on);
  document.addEventListener('pointercancel', mine((event) => finish(quit, event)), on);
}

// The click that follows a drag is none.
function swallowClick() {
  const stop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('click', stop, { capture: true, once: true });
  setTimeout(() => document.removeEventListener('click', stop, { capture: true }));
}
