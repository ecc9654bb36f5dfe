// <bell-category data-to> saves what is chosen in its box, a moment after: who goes through the list by keys
// means the last one. What was not saved goes back to what is, with a word.
import { inOrder } from './inorder.js';
import { post, say } from './post.js';
import { saved } from './saved.js';

const PAUSE = 300;

class BellCategory extends HTMLElement {
  #later = 0;
  #chosen = '';
  #next = inOrder();

  connectedCallback() {
    this.addEventListener('change', this.#changed);
  }

  disconnectedCallback() {
    this.removeEventListener('change', this.#changed);
    if (this.#later) this.#save(); // another conversation was opened meanwhile
  }

  #changed = ({ target }) => {
    this.#chosen = target.value; // now: the stream may bring another box meanwhile
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.#save(), PAUSE);
  };

  async #save() {
    clearTimeout(this.#later);
    this.#later = 0;
    const category = this.#chosen;
    try {
      await saved(this.querySelector('.saved'), this.#next(() => post(this.dataset.to, { category })));
    } catch (refused) {
      const now = this.querySelector('select');
      if (now.value === category) now.value = now.dataset.now;
      say(refused);
    }
  }
}

customElements.define('bell-category', BellCategory);
