// <bell-log> is the part of the conversation that scrolls. What is read counts as seen while one has the chat.
import { load, post } from '../desk/post.js';
import { reading } from '../shared/reading.js';
import { base } from './page.js';

class BellLog extends HTMLElement {
  #undo;

  connectedCallback() {
    this.#undo = reading(this, {
      button: document.querySelector('[data-to-end]'),
      load,
      tell: (seq) => post(`${base}/seen`, { seq }),
      reads: () => document.getElementById('foot')?.dataset.kind === 'composer',
    });
  }

  disconnectedCallback() {
    this.#undo?.();
  }
}

customElements.define('bell-log', BellLog);
