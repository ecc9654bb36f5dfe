// Sends things one after another, in the order in which they were added, until the server has them.
// Nothing is lost by a reload (keep) and nothing doubled (each carries its client_id at every try).
//   const outbox = new Outbox({
//     ready: async () => {},                  optional: nothing is sent, nor chosen to be sent, before
//     post: async (item, signal) => Response, may throw: no network; the signal ends a try that hangs
//     keep: (id, item | null) => {},          store it, or forget it
//     changed: (item, state, sentence, field) => {}, 'stuck' (not sent after two tries; it goes on trying) ·
//   });                                       'sent' · 'refused' (the server's sentence says why)
//   outbox.add({id, …}); outbox.restore(items), before what was added meanwhile; outbox.retry()
import { Backoff, wish } from './backoff.js';
import { verdict } from './verdict.js';

const LONGEST = 20_000;
const PATIENCE = 5; // tries of what fails by itself: others must not wait behind it for ever
const AGAIN = 'again';

export class Outbox {
  #given;
  #queue = [];
  #busy = false;
  #backoff = new Backoff(1_000, 30_000);
  #trying = null;
  #tries = 0;
  #failures = 0; // of the first in the queue

  constructor(given) {
    this.#given = { ready: () => {}, ...given };
    addEventListener('online', () => this.retry());
  }

  add(item) {
    this.#given.keep(item.id, item);
    this.#queue.push(item);
    this.#run();
  }

  restore(items) {
    this.#queue.unshift(...items.filter(({ id }) => !this.#queue.some((each) => each.id === id)));
    this.#run();
  }

  retry() {
    this.#trying?.abort(AGAIN);
    this.#backoff.hurry();
  }

  async #run() {
    if (this.#busy) return;
    this.#busy = true;
    await this.#given.ready();
    while (this.#queue.length) {
      const item = this.#queue[0];
      const { state, sentence, field, pause } = await this.#send(item);
      if (state === 'later') {
        this.#tries += 1;
        if (this.#tries > 1) for (const each of this.#queue) this.#given.changed(each, 'stuck');
        await this.#backoff.wait(pause);
      } else if (state !== AGAIN) {
        this.#done(item, state, sentence, field);
      }
    }
    this.#busy = false;
  }

  #done(item, state, sentence, field) {
    this.#tries = this.#failures = 0;
    this.#backoff.reset();
    this.#queue.splice(this.#queue.indexOf(item), 1);
    this.#given.keep(item.id, null);
    this.#given.changed(item, state, sentence, field);
  }

  async #send(item) {
    const trying = (this.#trying = new AbortController());
    const late = setTimeout(() => trying.abort(), LONGEST);
    try {
      const answer = await this.#given.post(item, trying.signal);
      const { state, sentence, field } = await verdict(answer);
      if (state === 'failed') this.#failures += 1;
      if (state !== 'failed') return { state, sentence, field, pause: wish(answer) };
      return { state: this.#failures < PATIENCE ? 'later' : 'refused', sentence, field };
    } catch {
      return { state: trying.signal.reason === AGAIN ? AGAIN : 'later' };
    } finally {
      clearTimeout(late);
      this.#trying = null;
    }
  }
}
