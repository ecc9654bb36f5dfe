// Words times by the reader's clock, in the page's language: time[data-format=time|day|datetime|wait|left]. `wait` counts up from
// its moment, every second, by the server's time; `left` counts down to it.
//   startClock();   for the whole page, also for what comes later
import { now } from './now.js';

const day = { day: 'numeric', month: 'short' };
const hour = { hour: 'numeric', minute: '2-digit' };

// As the reader writes times; in the page's language where that is another one than the browser's.
const page = document.documentElement.lang || 'en';
const locale = page === 'en' || navigator.language.startsWith(page) ? [] : page;

export function startClock() {
  tell();
  setInterval(() => tell('time[data-format=wait], time[data-format=left]'), 1_000);
  document.addEventListener('deskbell:applied', () => tell('time[data-format]:not([data-told])'));
}

function tell(which = 'time[data-format]') {
  for (const element of document.querySelectorAll(which)) {
    const words = word(new Date(element.dateTime), element.dataset.format);
    if (element.textContent !== words) element.textContent = words;
    element.dataset.told = '';
  }
}

function word(at, format) {
  if (format === 'wait' || format === 'left') {
    const passed = format === 'wait' ? now() - at : at - now();
    const seconds = Math.max(0, Math.floor(passed / 1_000));
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }
  const today = new Date();
  const year = at.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' };
  if (format === 'day') return at.toLocaleDateString(locale, { ...day, ...year });
  if (format === 'time' && at.toDateString() === today.toDateString()) return at.toLocaleTimeString(locale, hour);
  return at.toLocaleString(locale, { ...day, ...year, ...hour });
}
