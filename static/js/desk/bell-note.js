// <bell-note data-conversation> holds the team's notes and the box to write one. One's own is changed in the
// same box; what was begun there before waits. Ctrl and Enter save.
import { composing } from '../shared/composing.js';
import { typist } from '../shared/typist.js';
import { ask } from './ask.js';
import { mentions } from './mentions.js';
import { NoteDraft } from './note-draft.js';
import { post, say } from './post.js';

class BellNote extends HTMLElement {
  #gone;

  connectedCallback() {
    const at = `/desk/${this.dataset.conversation}`;
    this.form = this.querySelector('form');
    this.field = this.form.querySelector('textarea');
    this.draft = new NoteDraft(this.dataset.conversation);
    this.names = mentions(this.field, this.form.querySelector('[role=listbox]'), `${at}/colleagues`);
    this.typing = typist((on) => post(`${at}/notes/typing`, { on: on ? 1 : 0 }).catch(() => {}));
    this.#gone = new AbortController();
    const hear = (on, name, what) => on.addEventListener(name, what, { signal: this.#gone.signal });
    hear(this.field, 'input', () => this.#written());
    hear(this.field, 'keydown', (event) => this.field.readOnly || this.#key(event));
    hear(this.form, 'submit', (event) => this.#submit(event));
    hear(this, 'click', (event) => this.field.readOnly || this.#click(event.target.closest('button')));
    this.#begin('');
  }

  disconnectedCallback() {
    this.typing(false);
    this.#gone.abort();
  }

  // begin fills the box with what was begun before, or with the words that are to be changed.
  #begin(of, words = '', focus = false) {
    this.draft.of = of;
    this.field.value = this.draft.words || words;
    this.form.querySelector('[data-cancel]').hidden = !of;
    this.#tell(this.field.value !== words ? 'Not saved yet' : of && 'Changing your note');
    if (focus) this.field.focus();
  }

  #written() {
    this.draft.keep(this.field.value);
    this.typing(this.field.value.trim() !== '');
    this.#tell(this.field.value && 'Not saved yet');
  }

  #key(event) {
    if (this.names.key(event)) return;
    const save = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (composing(event) || (!save && (event.key !== 'Escape' || !this.draft.of))) return;
    event.preventDefault();
    save ? this.form.requestSubmit() : this.#cancel();
  }

  #click(button) {
    const { edit, delete: gone, cancel = null } = button?.dataset ?? {};
    if (edit) this.#begin(edit, button.closest('[data-note]').dataset.text, true);
    else if (gone) this.#delete(gone);
    else if (cancel !== null) this.#cancel();
  }

  #cancel() {
    this.draft.forget();
    this.#begin('', '', true);
  }

  async #submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text || this.field.readOnly) return this.field.focus();
    this.field.readOnly = true; // what was written while it is saved would go with it
    this.names.hide();
    this.typing(false);
    this.#tell('Saving…');
    try {
      const named = (await this.names.within(text)).map((id) => ['mention', id]);
      await post(this.draft.of || this.form.action, [['client_id', this.draft.id], ['text', text], ...named]);
      this.draft.forget();
      this.#begin('');
      this.#tell(this.field.value ? 'Not saved yet' : 'Saved');
    } catch (refused) {
      this.#tell('Not saved', refused.message);
    }
    this.field.readOnly = false;
  }

  async #delete(address) {
    if (await ask('note-dialog')) await post(address).catch(say);
    this.field.focus();
  }

  #tell(words, wrong = '') {
    this.form.querySelector('.saved').textContent = words || '';
    Object.assign(this.form.querySelector('.error'), { textContent: wrong, hidden: !wrong });
  }
}

customElements.define('bell-note', BellNote);
