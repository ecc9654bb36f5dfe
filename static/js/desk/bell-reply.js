// <bell-reply> is the box in which an agent answers. What is in it is kept until it is sent; what was
// refused comes back into it.
import { composer } from '../shared/composer.js';
import { typist } from '../shared/typist.js';
import { kept } from './kept.js';
import { outgoing } from './outgoing.js';
import { post } from './post.js';

class BellReply extends HTMLElement {
  #undo;

  connectedCallback() {
    const id = this.dataset.conversation;
    const typing = typist((on) => post(`/desk/${id}/typing`, { on: on ? 1 : 0 }).catch(() => {}));
    this.box = composer(this.querySelector('form'), {
      send: (text) => outgoing.add(id, text),
      typing,
      keep: (text) => kept.setDraft(id, text),
      draft: kept.draft(id),
    });
    const gone = new AbortController();
    document.addEventListener('deskbell:refused', (event) => this.#back(event.detail), { signal: gone.signal });
    this.#undo = () => {
      typing(false);
      gone.abort();
    };
    outgoing.draw(id);
  }

  disconnectedCallback() {
    this.#undo?.();
  }

  #back({ conversation, text }) {
    if (conversation !== this.dataset.conversation) return;
    this.box.set(this.box.text ? `${text}\n${this.box.text}` : text);
  }
}

// Where the box is gone (a colleague has the chat now) the words wait in the draft.
document.addEventListener('deskbell:refused', ({ detail: { conversation, text } }) => {
  if (document.querySelector(`bell-reply[data-conversation="${CSS.escape(conversation)}"]`)) return;
  const before = kept.draft(conversation);
  kept.setDraft(conversation, before ? `${text}\n${before}` : text);
});

customElements.define('bell-reply', BellReply);
