// <bell-log> is the part of a conversation that scrolls: it stays at the end while the reader is there,
// brings in what was said earlier, and tells the server what the team has seen.
import { follow } from '../shared/follow.js';
import { earlier } from '../shared/history.js';
import { later } from './later.js';
import { seenUpTo } from '../shared/receipts.js';
import { load, post } from './post.js';

const PAUSE = 300; // ms: one post for what comes in one breath

class BellLog extends HTMLElement {
  #end;
  #undo;
  #told = 0;
  #later;

  connectedCallback() {
    this.#end = follow(this, this.closest('#talk').querySelector('[data-to-end]'));
    const quiet = earlier(this, load, { stay: true });
    const still = later(this, load);
    const gone = new AbortController();
    const on = { signal: gone.signal };
    for (const name of ['deskbell:applied', 'visibilitychange']) document.addEventListener(name, this.#look, on);
    addEventListener('focus', this.#look, on);
    addEventListener('resize', this.#look, on);
    this.addEventListener('deskbell:end', this.#look, on);
    this.#undo = () => {
      clearTimeout(this.#later);
      gone.abort();
      quiet();
      still();
      this.#end.stop();
    };
    seenUpTo(this.querySelector('ol.log'), 0); // as far as the page knows
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
    const log = this.querySelector('ol.log');
    const newest = Number([...log.querySelectorAll(':scope > [data-seq]')].at(-1)?.dataset.seq ?? 0);
    const read = document.visibilityState === 'visible' && this.offsetParent && this.#end.here;
    if (!read || newest <= this.#told) return;
    const before = this.#told;
    this.#told = newest;
    try {
      await post(`/desk/${log.dataset.log}/seen`, { seq: newest });
      clearUnread(log.dataset.log);
    } catch {
      this.#told = before; // the next look tries again
    }
  }
}

function clearUnread(conversation) {
  const row = document.getElementById(`row-${conversation}`)?.querySelector('.row');
  row?.classList.remove('unread');
  row?.querySelector('.badge')?.remove();
}

customElements.define('bell-log', BellLog);
