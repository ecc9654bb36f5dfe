// The way back into the chat, from a mail. The browser makes its secret itself, as the chat does, and keeps it
// where the chat's own page looks for it (../widget/keep.js): from here on it is the visitor's.
import { random } from '../shared/ids.js';

const LONGEST = 20_000;
const form = document.querySelector('form[data-back]');
const button = form.querySelector('button');
const told = document.querySelector('[data-told]');
const { back: bot, lost, busy, nowhere } = form.dataset;
const place = `deskbell:${bot}`;

button.disabled = false;
form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (button.disabled) return;
  told.textContent = '';
  button.disabled = true;
  goOn().catch(() => tell(lost));
});

async function goOn() {
  if (!keeps()) return tell(nowhere);
  const had = kept().token ?? '';
  const secret = random(32);
  const answer = await fetch(location.pathname, {
    method: 'POST',
    body: new URLSearchParams({ secret, had }),
    signal: AbortSignal.timeout(LONGEST),
  });
  if (answer.status === 404) return location.reload(); // the link is over: the page says what to do
  if (!answer.ok) return tell(answer.status === 429 ? busy : lost);
  // What another visitor of this browser had begun to write is none of this one's.
  if (!(await answer.json()).had) localStorage.setItem(place, JSON.stringify({ token: secret }));
  location.replace(`/w/${encodeURIComponent(bot)}`);
}

function tell(words) {
  told.textContent = words;
  button.disabled = false;
  button.focus();
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(place)) ?? {};
  } catch {
    return {};
  }
}

// Whether storage takes anything, before the link is used.
function keeps() {
  try {
    localStorage.setItem('deskbell', '');
    localStorage.removeItem('deskbell');
    return true;
  } catch {
    return false;
  }
}
