// The elements that the loader puts on the page, in a shadow root, so that neither style touches the
// other's.
import css from './launcher.css';

const SVG = 'http://www.w3.org/2000/svg';
const BELL = 'M10.65 3.6h2.7a1.05 1.05 0 0 1 0 2.1h-.45v2.23a8.2 8.2 0 0 1 7.3 8.17.7.7 0 0 1-.7.7h-15a.7.7 0 0 1-.7-.7 8.2 8.2 0 0 1 7.3-8.17V5.7h-.45a1.05 1.05 0 0 1 0-2.1zM3.55 18h16.9a1.15 1.15 0 0 1 0 2.3H3.55a1.15 1.15 0 0 1 0-2.3z';

export function make(tag, set = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(set)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

function drawing(name, path) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', name);
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS(SVG, 'path'));
  svg.firstChild.setAttribute('d', path);
  return svg;
}

export function build({ color, onColor, side, z }) {
  const host = make('deskbell-widget');
  host.style.cssText = `all:initial!important;position:fixed!important;z-index:${Number(z) || 2147483000}!important`;
  if (color) host.style.setProperty('--look', color);
  if (onColor) host.style.setProperty('--on-look', onColor);
  const bell = drawing('bell', BELL);
  const down = drawing('down', 'm6 9 6 6 6-6');
  const badge = make('span', { class: 'badge', hidden: '' });
  const launcher = make('button', { class: 'launcher', type: 'button', 'aria-expanded': 'false' }, bell, down);
  const frame = make('div', { class: 'frame', hidden: '' });
  const box = make('div', { class: side === 'start' ? 'box start' : 'box' }, frame, make('div', { class: 'launch' }, launcher, badge));
  const root = host.attachShadow({ mode: 'open' });
  dress(root);
  root.append(box);
  return { host, box, launcher, badge, frame, bell, down };
}

// A constructed sheet needs no leave from the page's CSP.
function dress(root) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(make('style', {}, css));
  }
}
