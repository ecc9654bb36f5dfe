// Signing out forgets what this browser kept of unsent words, and nothing is pushed to it any more.
import { kept } from './kept.js';
import { forget } from './notices/device.js';

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!form.matches('form[data-leaves]')) return;
  event.preventDefault();
  kept.forget();
  await forget();
  form.submit();
});
