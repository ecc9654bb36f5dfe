// What the page's looks need of script, because styles may not be written into the page: the bot's own
// colours (at night light enough to be read on a dark sheet), and the height that the keyboard leaves.
export function startLook() {
  const { style, dataset } = document.documentElement;
  const [fill, hover, on, words] = (dataset.look ?? '').split(' ');
  if (words) {
    style.setProperty('--look', `light-dark(${fill}, oklch(from ${fill} max(l, 0.525) c h))`);
    style.setProperty('--look-hover', `light-dark(${hover}, oklch(from ${hover} max(l, 0.57) c h))`);
    style.setProperty('--on-look', on);
    style.setProperty('--look-words', `light-dark(${words}, oklch(from ${words} max(l, 0.84) c h))`);
  }
  const seen = window.visualViewport;
  if (!seen || parent !== window) return; // inside of a frame the host page sees to it
  const fit = () => {
    if (seen.scale > 1.01) return; // zoomed in by hand
    style.setProperty('--height', `${seen.height}px`);
    window.scrollTo(0, 0);
  };
  seen.addEventListener('resize', fit);
  seen.addEventListener('scroll', fit);
}
