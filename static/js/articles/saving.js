// Saves an article that there is without leaving the page, by its button or Ctrl+S: caret and Undo stay. What is
// new, published or no longer is, and what a colleague has saved meanwhile, is sent as a form: then the page says it.
//   startSaving(form, draft)
import { Refused, say, toLogin } from '../desk/post.js';

export function startSaving(form, draft) {
  const button = form.querySelector('[name=act][value=save]');
  const line = form.querySelector('.saved');
  form.addEventListener('submit', (event) => {
    if (!form.dataset.article || event.submitter?.value !== 'save') return draft.leave();
    event.preventDefault();
    if (button.getAttribute('aria-busy') === 'true') return;
    save().catch(say);
  });
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    form.requestSubmit(button);
  });
  form.addEventListener('input', () => (line.textContent = draft.dirty ? 'Not saved yet' : ''));

  async function save() {
    button.setAttribute('aria-busy', 'true');
    line.textContent = 'Saving…';
    const sent = new FormData(form, button);
    try {
      const answer = await ask(form.action, sent);
      const said = await answer.json().catch(() => ({}));
      if (answer.status === 401) return toLogin();
      if (answer.ok && said.was) return taken(said, sent);
      line.textContent = 'Not saved';
      if (answer.status === 409 && !said.field) return whole(); // the page shows what the colleague has
      if (said.field && form.elements[said.field]) return wrong(form.elements[said.field], said.message);
      throw new Refused(answer.status, said);
    } catch (refused) {
      line.textContent = 'Not saved';
      throw refused;
    } finally {
      button.removeAttribute('aria-busy');
    }
  }

  function taken(said, sent) {
    for (const each of form.querySelectorAll('[data-wrong]')) right(each);
    for (const told of form.querySelectorAll('.notes > .theirs, .notes > .error')) told.remove();
    history.replaceState(null, '', `${form.getAttribute('action')}/edit`);
    const { was, slug, category, category_was: before } = form.elements;
    was.value = said.was;
    before.value = said.category;
    if (slug.value === sent.get('slug')) slug.value = said.slug;
    if (category.value === sent.get('category')) category.value = said.category;
    const newer = form.elements.body.value !== sent.get('body').replaceAll('\r\n', '\n') || form.elements.title.value !== sent.get('title');
    if (!newer) draft.saved();
    line.textContent = newer ? 'Not saved yet' : `Saved ${new Date().toLocaleTimeString([], { timeStyle: 'short' })}`;
  }

  function whole() {
    draft.leave();
    form.submit();
  }
}

function ask(address, fields) {
  const headers = { Accept: 'application/json' };
  return fetch(address, { method: 'POST', body: new URLSearchParams(fields), headers, signal: AbortSignal.timeout(30_000) }).catch(() => {
    throw new Refused(0, { message: 'The server cannot be reached. What you wrote is kept in this browser.' });
  });
}

function wrong(field, sentence) {
  right(field);
  const line = document.createElement('p');
  line.id = `wrong-${field.name}`;
  line.className = 'error';
  line.setAttribute('role', 'alert');
  line.textContent = sentence;
  field.closest('.field').append(line);
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', line.id);
  field.dataset.wrong = '';
  field.focus();
}

function right(field) {
  document.getElementById(`wrong-${field.name}`)?.remove();
  field.removeAttribute('aria-invalid');
  field.removeAttribute('aria-describedby');
  delete field.dataset.wrong;
}
