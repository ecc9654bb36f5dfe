// How many wait, and how many of one's own chats have something new: in the title, on the tab's picture, and
// on the app where it is installed.
import { state } from './state.js';

const SIZE = 64;
const pictures = new Map(); // by number
let shown;

export function startBadge() {
  for (const name of ['deskbell:told', 'deskbell:applied']) document.addEventListener(name, look);
  look();
}

function look() {
  const n = (state.waiting ?? 0) + state.notices.filter(({ kind }) => kind === 'message').length;
  const title = `${n ? `(${n}) ` : ''}${name()}`;
  if (document.title !== title) document.title = title;
  if (n === shown) return;
  shown = n;
  picture(n);
  if (n) navigator.setAppBadge?.(n)?.catch(() => {});
  else navigator.clearAppBadge?.()?.catch(() => {});
}

function name() {
  if (!document.querySelector('bell-desk')) return document.title.replace(/^\(\d+\) /, '');
  const open = document.querySelector('#talk-header h2')?.textContent.trim() || 'Desk';
  return `${open} · Deskbell`;
}

async function picture(n) {
  const icon = document.getElementById('favicon');
  if (!icon) return;
  const address = n ? await numbered(icon, n).catch(() => icon.dataset.wanted) : icon.dataset.calm;
  if (n === shown && icon.getAttribute('href') !== address) icon.setAttribute('href', address);
}

async function numbered(icon, n) {
  if (pictures.has(n)) return pictures.get(n);
  const tile = new Image(SIZE, SIZE);
  tile.src = icon.dataset.calm;
  await tile.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: SIZE, height: SIZE });
  const pen = canvas.getContext('2d');
  pen.drawImage(tile, 0, 0, SIZE, SIZE);
  pen.fillStyle = '#dc3d2c';
  pen.beginPath();
  pen.arc(42, 22, 22, 0, 7);
  pen.fill();
  pen.fillStyle = '#fff';
  pen.font = `700 ${n > 9 ? 26 : 34}px system-ui, sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(n > 99 ? '∞' : n, 42, 24);
  pictures.set(n, canvas.toDataURL('image/png'));
  return pictures.get(n);
}
