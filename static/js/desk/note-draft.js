// What is being written in the box for notes: a new note, or the change of one that is there. It is kept in
// this browser until the server has it.
//   const draft = new NoteDraft(conversation);
//   draft.of = '/desk/…/notes/7';   the note that is changed; '' for a new one
//   draft.words; draft.keep(text); draft.forget()
//   draft.id                        the same for the same words, so that they are kept once
import { random } from '../shared/ids.js';
import { kept } from './kept.js';

export class NoteDraft {
  of = '';
  #conversation;

  constructor(conversation) {
    this.#conversation = conversation;
  }

  get #name() {
    return `note:${this.of || this.#conversation}`;
  }

  get words() {
    return kept.draft(this.#name);
  }

  get id() {
    const id = kept.draft(`${this.#name}:id`) || random(12);
    kept.setDraft(`${this.#name}:id`, id);
    return id;
  }

  keep(text) {
    kept.setDraft(this.#name, text);
    kept.setDraft(`${this.#name}:id`, '');
  }

  forget() {
    this.keep('');
  }
}
