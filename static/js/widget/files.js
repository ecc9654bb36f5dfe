// What was sent in the chat (<bell-file>): its script is fetched with the first of them, and again should that
// fail. Until then a press does nothing.
import { log } from './page.js';
import { given, scripts } from './prompts.js';

export function startFiles() {
  document.addEventListener('deskbell:applied', look);
  log.addEventListener('click', (event) => event.target.closest('bell-file [href="#"]') && event.preventDefault());
  look();
}

function look() {
  if (log.querySelector('bell-file:not(:defined)')) scripts().then(({ startFetching }) => startFetching(given)).catch(() => {});
}
