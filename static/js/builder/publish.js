// Publishing: the dialog shows what would change, and again what is now when that was changed meanwhile.
import { say, toLogin } from '../desk/post.js';
import { toast } from '../shared/toast.js';
import { page } from './page.js';
import { part } from './part.js';
import { apply } from './parts.js';
import { show } from './sheet.js';

document.addEventListener('submit', async (event) => {
  const form = event.target.closest('form[data-publish-form]');
  if (!form) return;
  event.preventDefault();
  const button = form.querySelector('[type=submit]');
  if (button.getAttribute('aria-disabled') === 'true' || button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  try {
    const fields = Object.fromEntries(new FormData(form));
    const { status, html, problem } = await part('/publish', { query: page.look(), fields });
    if (status === 401) return toLogin();
    if (status === 409 || status === 422) return html ? show(html) : say(problem);
    if (status !== 200) return say(problem);
    form.closest('dialog').close();
    apply(html);
    toast('Published. Chats that begin now play it.');
  } catch {
    say({ message: 'The server cannot be reached. Try again in a moment.' });
  } finally {
    button.removeAttribute('aria-busy');
  }
});
