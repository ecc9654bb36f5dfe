// What the page's looks need of script, because styles may not be written into the page: the bot's own
// colours (at night light enough to be read on a dark sheet), and the height that the keyboard leaves.
import { wear } from '../shared/wear.js';

export function startLook() {
  const { style, dataset } = document.documentElement;
  wear(style, (dataset.look ?? '').split(' '));
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
