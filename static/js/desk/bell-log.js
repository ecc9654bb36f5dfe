// <bell-log> is the part of a conversation that scrolls. What was found in it may not be its end: then what came later
// is brought in as well.
import { reading } from '../shared/reading.js';
import { later } from './later.js';
import { load, post } from './post.js';

class BellLog extends HTMLElement {
  #undo;

  connectedCallback() {
    const button = this.closest('#talk').querySelector('[data-to-end]');
    const stop = reading(this, { button, load, tell, reads: () => this.offsetParent });
    const still = later(this, load);
    this.#undo = () => {
      stop();
      still();
    };
  }

  disconnectedCallback() {
    this.#undo?.();
  }
}

async function tell(seq, { dataset: { log } }) {
  await post(`/desk/${log}/seen`, { seq });
  const row = document.getElementById(`row-${log}`)?.querySelector('.row');
  row?.classList.remove('unread');
  row?.querySelector('.badge')?.remove();
}

customElements.define('bell-log', BellLog);
