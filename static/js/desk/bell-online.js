// <bell-online> is the Online switch: it moves at once, and back with a word when the server did not
// take it.
import { post, say } from './post.js';

class BellOnline extends HTMLElement {
  #asked = 0;

  connectedCallback() {
    this.addEventListener('submit', this.#flip);
  }

  disconnectedCallback() {
    this.removeEventListener('submit', this.#flip);
  }

  get on() {
    return this.#switch.getAttribute('aria-checked') === 'true';
  }

  get #switch() {
    return this.querySelector('[role=switch]');
  }

  #flip = async (event) => {
    event.preventDefault();
    const on = !this.on;
    const asked = ++this.#asked;
    this.#show(on);
    try {
      await post('/desk/online', { on: on ? 1 : 0 });
    } catch (refused) {
      if (asked === this.#asked) this.#show(!on);
      say(refused);
    }
  };

  #show(on) {
    this.#switch.setAttribute('aria-checked', String(on));
    this.querySelector('[name=on]').value = on ? '0' : '1';
    const hint = this.querySelector('#online-hint');
    hint.textContent = on ? hint.dataset.on : hint.dataset.off;
  }
}

customElements.define('bell-online', BellOnline);
