// Keeps a scrolling log at its end while the reader is there, and leaves it alone while they are not:
// then a button says that something new is below.
//   const end = follow(scroller, button, last);   end.here → boolean; end.go(); end.stop()
//     last: optional, () → the element at the end. One that is higher than the scroller is read from its
//     beginning, and stands still from there on
// A scroller with data-held shows a part of a log that is not its end: nothing is followed there.
// The reader coming to the end fires 'deskbell:end' on the scroller.
const NEAR = 48; // px that still count as the end
const ABOVE = 96; // px of what was said before, above something high

export function follow(scroller, button, last = () => null) {
  const held = () => 'held' in scroller.dataset;
  let here = !held();
  const end = () => {
    const most = scroller.scrollHeight - scroller.clientHeight;
    const high = (last()?.offsetHeight ?? 0) > scroller.clientHeight;
    return high ? Math.min(most, last().offsetTop - ABOVE) : most;
  };
  const go = () => {
    here = true;
    scroller.scrollTop = Math.max(scroller.scrollTop, end());
    button.hidden = true;
  };
  const look = () => {
    const was = here;
    here = !held() && end() - scroller.scrollTop < NEAR;
    if (here) button.hidden = true;
    if (here && !was) scroller.dispatchEvent(new Event('deskbell:end', { bubbles: true }));
  };
  const changed = (changes) => {
    if (here) return go();
    const news = changes.flatMap((change) => [...(change.addedNodes ?? [])]);
    if (news.some((node) => node.matches?.('.entry.arrived:not(.mine)'))) button.hidden = false;
  };
  const size = new ResizeObserver(() => here && go());
  const content = new MutationObserver(changed);
  size.observe(scroller);
  content.observe(scroller, { childList: true, subtree: true, attributeFilter: ['hidden'] });
  scroller.addEventListener('scroll', look, { passive: true });
  button.addEventListener('click', go);
  if (here) go();
  return {
    get here() {
      return here;
    },
    go,
    stop() {
      size.disconnect();
      content.disconnect();
      scroller.removeEventListener('scroll', look);
      button.removeEventListener('click', go);
    },
  };
}
