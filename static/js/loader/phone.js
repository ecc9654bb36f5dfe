// On a phone the chat fills the screen: the back button closes it, and the keyboard does not cover it.
const small = () => matchMedia('(max-width: 767px)').matches;
let pushed = false;

export function phone(frame, close) {
  addEventListener('popstate', () => {
    if (!pushed) return;
    pushed = false;
    close();
  });
  const seen = window.visualViewport;
  const fit = () => {
    const on = small() && !frame.hidden && seen.scale < 1.01;
    frame.style.height = on ? `${seen.height}px` : '';
    frame.style.top = on ? `${seen.offsetTop}px` : '';
  };
  seen?.addEventListener('resize', fit);
  seen?.addEventListener('scroll', fit);
  return {
    small,
    opened() {
      if (!small() || pushed) return;
      pushed = true;
      history.pushState({ ...history.state, deskbell: true }, '');
    },
    closed() {
      if (!pushed) return;
      pushed = false;
      if (history.state?.deskbell) history.back();
    },
  };
}
