// <bell-contact data-to>: the pencil beside the visitor's name opens a form for name, email and phone. What is
// wrong is said at its field; Escape and Cancel leave everything as it was. Only what was changed is sent: the
// visitor may say the rest meanwhile.
import { send, toLogin } from './post.js';
import { saved } from './saved.js';

class BellContact extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', this.#click);
    this.addEventListener('submit', this.#submit);
    this.addEventListener('keydown', this.#key);
  }

  disconnectedCallback() {
    this.removeEventListener('click', this.#click);
    this.removeEventListener('submit', this.#submit);
    this.removeEventListener('keydown', this.#key);
  }

  get #form() {
    return this.querySelector('form');
  }

  #click = ({ target }) => {
    if (target.closest('#edit-visitor')) this.#show(this.#form.hidden);
    if (target.closest('[data-cancel]')) this.#show(false);
  };

  #key = (event) => {
    if (event.key !== 'Escape' || this.#form.hidden) return;
    event.preventDefault();
    this.#show(false);
  };

  #show(open) {
    const known = this.querySelector('#info-face').dataset;
    this.#form.hidden = !open;
    this.querySelector('#edit-visitor').setAttribute('aria-expanded', String(open));
    for (const field of this.#form.querySelectorAll('input')) {
      field.value = field.dataset.was = known[field.name];
      wrong(field, '');
    }
    if (open) this.#form.querySelector('input').focus();
    else this.querySelector('#edit-visitor').focus();
  }

  #submit = async (event) => {
    event.preventDefault();
    const work = this.#save().catch((refused) => {
      const field = this.#form.querySelector(`[name="${refused.field ?? 'name'}"]`) ?? this.#form.querySelector('input');
      wrong(field, refused.message);
      field.focus();
      throw refused;
    });
    if (await saved(this.querySelector('.saved'), work).then(() => true, () => false)) this.#show(false);
  };

  async #save() {
    const fields = [...this.#form.querySelectorAll('input')];
    for (const field of fields) wrong(field, '');
    const changed = fields.filter(({ value, dataset }) => value !== dataset.was).map(({ name, value }) => [name, value]);
    const answer = await send(this.dataset.to, changed).catch(() => null);
    if (answer?.status === 401) toLogin();
    if (answer?.status === 204) return;
    throw { message: 'That was not saved. Try again in a moment.', ...(await answer?.json().catch(() => ({}))) };
  }
}

function wrong(field, sentence) {
  const line = document.getElementById(field.getAttribute('aria-describedby'));
  line.textContent = sentence;
  line.hidden = !sentence;
  field.setAttribute('aria-invalid', String(Boolean(sentence)));
}

customElements.define('bell-contact', BellContact);
