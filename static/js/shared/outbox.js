// Sends things one after another, in the order in which they were added, until the server has them.
// Nothing is lost by a reload (keep) and nothing doubled (each carries its client_id at every try).
//   const outbox = new Outbox({
//     post: async (item) => Response,         may throw: no network
//     keep: (id, item | null) => {},          store it, or forget it
//     changed: (item, state, sentence) => {}, 'stuck' (not sent after two tries; it goes on trying) ·
//   });                                       'sent' · 'refused' (the server's sentence says why)
//   outbox.add({id, …}); outbox.restore(items); outbox.retry(); outbox.size
import { Backoff, wish } from './backoff.js';

const LATER = [401, 408, 425, 429];

export class Outbox {
  #given;
  #queue = [];
  #busy = false;
  #backoff = new Backoff(1_000, 30_000);
  #tries = 0;

  constructor(given) {
    this.#given = given;
    addEventListener('online', () => this.retry());
  }

  get size() {
    return this.#queue.length;
  }

  add(item) {
    this.#given.keep(item.id, item);
    this.#queue.push(item);
    this.#run();
  }

  restore(items) {
    this.#queue.unshift(...items);
    this.#run();
  }

  retry() {
    this.#backoff.hurry();
  }

  async #run() {
    if (this.#busy) return;
    this.#busy = true;
    while (this.#queue.length) {
      const item = this.#queue[0];
      const { state, sentence, pause } = await this.#send(item);
      if (state === 'later') {
        this.#tries += 1;
        if (this.#tries > 1) for (const each of this.#queue) this.#given.changed(each, 'stuck');
        await this.#backoff.wait(pause);
        continue;
      }
      this.#tries = 0;
      this.#backoff.reset();
      this.#queue.splice(this.#queue.indexOf(item), 1);
      this.#given.keep(item.id, null);
      this.#given.changed(item, state, sentence);
    }
    this.#busy = false;
  }

  async #send(item) {
    try {
      const answer = await this.#given.post(item);
      if (answer.ok) return { state: 'sent' };
      if (answer.status >= 500 || LATER.includes(answer.status)) return { state: 'later', pause: wish(answer) };
      const said = await answer.json().catch(() => ({}));
      return { state: 'refused', sentence: said.message ?? 'That could not be sent.' };
    } catch {
      return { state: 'later' };
    }
  }
}
