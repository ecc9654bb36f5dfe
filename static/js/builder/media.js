// A file for a picture, a film, a sound: it is uploaded, and its address is the value of the field.
import { Refused, say } from '../desk/post.js';
import { wrongWith } from '../shared/fits.js';
import { touch } from './fields.js';
import { page } from './page.js';

document.addEventListener('change', async ({ target }) => {
  if (!target.matches('[data-upload]') || !target.files.length) return;
  const button = target.closest('.upload');
  const field = button.parentElement.querySelector('input.input');
  if (button.getAttribute('aria-busy') === 'true') return;
  const wrong = wrongWith(target.files[0], { most: 1, size: page.root.dataset.size }, 0);
  if (wrong) {
    target.value = '';
    return say({ message: wrong });
  }
  button.setAttribute('aria-busy', 'true');
  page.tell('Uploading');
  try {
    field.value = await upload(target.files[0]);
    touch(field);
    page.tell('Uploaded');
  } catch (refused) {
    say(refused instanceof Refused ? refused : { message: 'The file could not be sent. Try again.' });
  } finally {
    target.value = '';
    button.removeAttribute('aria-busy');
  }
});

async function upload(file) {
  const body = new FormData();
  body.set('file', file);
  const answer = await fetch(`${page.bot}/media`, { method: 'POST', body, headers: { Accept: 'application/json' } });
  const said = await answer.json().catch(() => ({}));
  if (answer.status !== 201 || !said.url) throw new Refused(answer.status, said);
  return said.url;
}
