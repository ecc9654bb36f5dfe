// <bell-log> is the part of the conversation that scrolls: it stays at the end while the reader is there, brings
// in what was said earlier, and tells the server what was seen. That counts while one has the chat.
import { load, post } from '../desk/post.js';
import { follow } from '../shared/follow.js';
import { earlier } from '../shared/history.js';
import { seenUpTo } from '../shared/receipts.js';
import { base, log, newest } from './page.js';

const PAUSE = 300; // ms: one post for what comes in one breath

class BellLog extends HTMLElement {
  #end;
  #undo;
  #told = 0;
  #later;

  connectedCallback() {
    this.#end = follow(this, document.querySelector('[data-to-end]'));
    const quiet = earlier(this, load, { stay: true });
    const gone = new AbortController();
    const on = { signal: gone.signal };
    for (const name of ['deskbell:applied', 'visibilitychange']) document.addEventListener(name, this.#look, on);
    addEventListener('focus', this.#look, on);
    this.addEventListener('deskbell:end', this.#look, on);
    this.#undo = () => {
      clearTimeout(this.#later);
      gone.abort();
      quiet();
      this.#end.stop();
    };
    seenUpTo(log(), 0); // as far as the page knows
    this.#look();
  }

  disconnectedCallback() {
    this.#undo?.();
  }

  #look = () => {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.#tell(), PAUSE);
  };

  async #tell() {
    const seq = newest();
    const mine = document.getElementById('foot')?.dataset.kind === 'composer';
    const read = mine && document.visibilityState === 'visible' && this.#end.here;
    if (!read || seq <= this.#told) return;
    const before = this.#told;
    this.#told = seq;
    await post(`${base}/seen`, { seq }).catch(() => (this.#told = before)); // the next look tries again
  }
}

customElements.define('bell-log', BellLog);
