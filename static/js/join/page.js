// What the server wrote on <html>, and what is on the page.
const { dataset } = document.documentElement;

export const base = dataset.base; // the address of this page; all others lie below it
export const log = () => document.querySelector('ol.log');
export const newest = () => Number([...log().querySelectorAll(':scope > [data-seq]')].at(-1)?.dataset.seq ?? 0);

// While one is leaving, the end of the stream is no news.
export const going = { away: false };

// Who is not in any more is shown what the server has for him.
export const leave = (more = '') => location.replace(base + more);
