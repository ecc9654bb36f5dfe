// <bell-builder> is the page of a flow. Its stream tells of others' edits and of who is here.
import { toLogin } from '../desk/post.js';
import { Stream } from '../shared/stream.js';
import { resume, unsent } from './ops.js';
import { page } from './page.js';
import { refresh } from './parts.js';
import { here } from './presence.js';
import { tab } from './tab.js';

class BellBuilder extends HTMLElement {
  #stream;
  #newest = 0;

  connectedCallback() {
    this.#stream = new Stream({
      url: () => `${page.path}/stream?${new URLSearchParams({ since: page.rev, tab, block: page.chosen })}`,
      named: (name, data) => this.#named(name, data),
      state: (word) => this.#state(word),
    });
    this.#stream.open();
    document.addEventListener('builder:unsent', this.#settled);
    resume();
  }

  disconnectedCallback() {
    this.#stream.close();
    document.removeEventListener('builder:unsent', this.#settled);
  }

  #named(name, data) {
    if (name === 'editors') here(data);
    if (name === 'epoch') location.reload(); // a backup was restored: nothing that is shown is sure
    if (name !== 'rev') return;
    this.#newest = Number(data);
    if (this.#newest > page.rev && !unsent()) refresh();
  }

  // The answer to one's own edit shows it; what came behind it is fetched.
  #settled = () => {
    if (!unsent() && this.#newest > page.rev) refresh();
  };

  #state(word) {
    const strip = document.getElementById('connection');
    strip.hidden = word === 'up';
    strip.textContent = word === 'up' ? '' : 'Reconnecting…';
    if (word === 'unauthorised' || word === 'gone') toLogin();
    if (word === 'missing') strip.textContent = 'This flow is not there any more, or you may not see it.';
  }
}

customElements.define('bell-builder', BellBuilder);
