// The focus goes to what a press has brought, and never gets lost.
//   focusSoon('bell-reply textarea')   as soon as the stream has brought it
//   keepFocus('bell-reply textarea')   what had the focus is gone: that is next, else the log
const LONG = 10_000; // ms

export function focusSoon(wanted) {
  const stop = new AbortController();
  const look = () => {
    const found = document.querySelector(wanted);
    if (!found) return;
    stop.abort();
    found.focus();
  };
  document.addEventListener('deskbell:applied', look, { signal: stop.signal });
  setTimeout(() => stop.abort(), LONG);
  look();
}

export function keepFocus(wanted) {
  document.addEventListener('deskbell:focuslost', () => {
    const next = document.querySelector(wanted) ?? document.querySelector('bell-log');
    next?.focus({ preventScroll: true });
  });
}
