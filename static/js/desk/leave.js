// Signing out forgets what this browser kept of unsent words.
import { kept } from './kept.js';

document.addEventListener('submit', (event) => {
  if (event.target.matches('form[data-leaves]')) kept.forget();
});
