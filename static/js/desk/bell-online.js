// <bell-online> is the Online switch: it moves at once, and back with a word when the server did not take
// it. It follows what other pages of the same person did, and what the server did (deskbell:online, detail
// "1 " or "0 why"), and says when this browser hears of nothing (deskbell:connection, detail up or not).
import { inOrder } from './inorder.js';
import { post, say } from './post.js';

class BellOnline extends HTMLElement {
  #asked = 0;
  #next = inOrder();
  #why = '';
  #lost = false;

  connectedCallback() {
    this.#why = 'why' in this.#hint.dataset ? this.#hint.textContent.trim() : '';
    this.addEventListener('submit', this.#flip);
    document.addEventListener('deskbell:online', this.#told);
    document.addEventListener('deskbell:connection', this.#connected);
  }

  disconnectedCallback() {
    this.removeEventListener('submit', this.#flip);
    document.removeEventListener('deskbell:online', this.#told);
    document.removeEventListener('deskbell:connection', this.#connected);
  }

  get on() {
    return this.#switch.getAttribute('aria-checked') === 'true';
  }

  get #switch() {
    return this.querySelector('[role=switch]');
  }

  get #hint() {
    return this.querySelector('#online-hint');
  }

  #flip = async (event) => {
    event.preventDefault();
    const on = !this.on;
    const why = this.#why;
    const asked = ++this.#asked;
    this.#show(on);
    try {
      await this.#next(() => post('/desk/online', { on: on ? 1 : 0 }));
    } catch (refused) {
      if (asked === this.#asked) this.#show(!on, why);
      say(refused);
    }
  };

  #told = ({ detail }) => {
    this.#asked += 1;
    this.#show(detail.startsWith('1'), detail.slice(2));
  };

  #connected = ({ detail }) => {
    this.#lost = detail !== 'up';
    this.#show(this.on, this.#why);
  };

  #show(on, why = '') {
    this.#why = on ? '' : why;
    this.#switch.setAttribute('aria-checked', String(on));
    this.querySelector('[name=on]').value = on ? '0' : '1';
    this.toggleAttribute('data-lost', on && this.#lost);
    const { dataset } = this.#hint;
    const words = on ? (this.#lost ? dataset.lost : dataset.on) : this.#why || dataset.off;
    this.#hint.toggleAttribute('data-why', Boolean(this.#why) || (on && this.#lost));
    if (this.#hint.textContent.trim() !== words) this.#hint.textContent = words;
  }
}

customElements.define('bell-online', BellOnline);
