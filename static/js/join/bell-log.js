// <bell-log> is the part of the conversation that scrolls: it stays at the end while the reader is there, brings
// in what was said earlier, and tells the server what was seen. That counts while one has the chat.
import { post } from '../desk/post.js';
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
    const quiet = earlier(this, (address) => this.#fetch(address));
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

  // The button goes with the first message: whoever has pressed it by keys stays in the log.
  async #fetch(address) {
    const pressed = document.activeElement?.id === 'earlier';
    const answer = await fetch(address, { headers: { 'HX-Request': 'true' }, signal: AbortSignal.timeout(20_000) });
    if (!answer.ok) throw new Error(`log: ${answer.status}`);
    const html = await answer.text();
    setTimeout(() => pressed && document.activeElement === document.body && this.focus({ preventScroll: true }));
    return html;
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
