// <bell-file data-file=id data-type> is what was sent in the chat: a picture, or the line of a file. The server
// gives it to who proves who he is alone, so it is fetched and shown from memory: a picture when it comes near
// to being seen, a file when it is pressed. What cannot be had says so.
//   startFetching({scroller, address, authorise})
import { worded } from '../shared/worded.js';
import { told } from './told.js';

const PAUSES = [1_000, 4_000]; // ms between tries
const NEAR = '600px';
const GONE = [401, 403, 404, 410];

export function startFetching({ scroller, address, authorise }) {
  if (customElements.get('bell-file')) return;
  const near = new IntersectionObserver((all) => all.forEach(({ isIntersecting, target }) => isIntersecting && target.closest('bell-file')?.show()), { root: scroller, rootMargin: NEAR });

  const fetched = async (id, signal) => {
    const answer = await fetch(`${address}/${id}`, { headers: await authorise(), cache: 'no-store', signal });
    if (!answer.ok) throw Object.assign(new Error('not to be had'), { gone: GONE.includes(answer.status) });
    return answer.blob();
  };

  class BellFile extends HTMLElement {
    #left;
    #busy = false;
    #urls = [];

    connectedCallback() {
      this.#left = new AbortController();
      this.addEventListener('click', this.#press, { signal: this.#left.signal });
      if (this.#picture) near.observe(this.#picture);
    }

    disconnectedCallback() {
      this.#left.abort();
      if (this.#picture) near.unobserve(this.#picture);
      for (const url of this.#urls.splice(0)) URL.revokeObjectURL(url);
    }

    async show() {
      near.unobserve(this.#picture);
      await this.#get((url) => {
        this.#picture.src = url;
        this.querySelector('a').href = url;
      });
    }

    get #picture() {
      return this.querySelector('a > img');
    }

    #press = (event) => {
      const link = event.target.closest('a');
      if (event.target.closest('[data-again]')) return this.#picture ? this.show() : this.#save();
      if (link?.getAttribute('href') !== '#') return;
      event.preventDefault();
      if (!this.#picture) this.#save();
    };

    #save() {
      return this.#get((url) => Object.assign(document.createElement('a'), { href: url, download: this.querySelector('b').textContent }).click(), worded('file_on_its_way', 'On its way…'));
    }

    async #get(use, words = '') {
      if (this.#busy) return;
      const { signal } = this.#left;
      this.#busy = true;
      this.#tell(words);
      try {
        const url = URL.createObjectURL(await this.#tried(signal));
        if (signal.aborted) return URL.revokeObjectURL(url);
        this.#urls.push(url);
        use(url);
        this.#tell('');
      } catch ({ gone }) {
        if (!signal.aborted) this.#tell(gone ? worded('file_lost', 'This file can no longer be had.') : worded('file_not_now', 'This file cannot be had just now.'), { again: !gone });
      } finally {
        this.#busy = false;
      }
    }

    async #tried(signal, pauses = PAUSES) {
      try {
        return await fetched(this.dataset.file, signal);
      } catch (problem) {
        if (problem.gone || signal.aborted || !pauses.length) throw problem;
        await new Promise((done) => setTimeout(done, pauses[0]));
        return this.#tried(signal, pauses.slice(1));
      }
    }

    #tell(words, problem) {
      this.querySelector('.told')?.remove();
      if (words) this.append(told(words, problem));
    }
  }
  customElements.define('bell-file', BellFile);
}
