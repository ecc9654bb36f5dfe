// Sends the test request of a block and shows what came back, in the same dialog.
import { say, toLogin } from '../desk/post.js';
import { part } from './part.js';
import { show } from './sheet.js';

const LONGEST = 40_000; // the server gives up sooner, and says so

document.addEventListener('submit', async (event) => {
  const form = event.target.closest('#sheet form[data-try]');
  if (!form) return;
  event.preventDefault();
  const button = form.querySelector('[type=submit]');
  if (button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  try {
    const { status, html, problem } = await part('/try', { fields: Object.fromEntries(new FormData(form)), signal: AbortSignal.timeout(LONGEST) });
    if (status === 401) return toLogin();
    if (!form.isConnected || !form.closest('dialog').open) return;
    if (status === 200) show(html);
    else say(problem);
  } catch {
    say({ message: 'The server cannot be reached. Try again in a moment.' });
  } finally {
    button.removeAttribute('aria-busy');
  }
});
