// Keeps a scrolling log at its end while the reader is there, and leaves it alone while they are not:
// then a button says that something new is below.
//   const end = follow(scroller, button);   end.here → boolean; end.go(); end.stop()
// The reader coming to the end fires 'deskbell:end' on the scroller.
const NEAR = 48; // px that still count as the end

export function follow(scroller, button) {
  let here = true;
  const go = () => {
    here = true;
    scroller.scrollTop = scroller.scrollHeight;
    button.hidden = true;
  };
  const look = () => {
    const was = here;
    here = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
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
  go();
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
