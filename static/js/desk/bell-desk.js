// <bell-desk> holds #lists and #open and keeps one stream that fits what they show. htmx may replace
// either; the stream begins anew, also for the same list and conversation: what was swapped in may be
// older than what the stream has brought since it was asked for.
import htmx from '../../vendor/htmx-4.0.1.min.js';
import { apply } from '../shared/apply.js';
import { placeRow } from '../shared/rows.js';
import { Stream } from '../shared/stream.js';
import { toLogin } from './post.js';
import { heard } from './heard.js';
import { marked } from './marked.js';

class BellDesk extends HTMLElement {
  #stream;
  #shown = [];
  #watch = new MutationObserver(() => this.#follow());

  connectedCallback() {
    this.#watch.observe(this, { childList: true });
    document.addEventListener('deskbell:listed', this.#again);
    this.#follow();
  }

  disconnectedCallback() {
    this.#watch.disconnect();
    document.removeEventListener('deskbell:listed', this.#again);
    this.#stream?.close();
    this.#shown = [];
  }

  // A tab that nobody looks at lets its stream go; it goes on where it was.
  rest() {
    this.#stream?.close();
  }

  wake() {
    this.#stream?.open();
  }

  get list() {
    return this.#panes[0]?.dataset.list ?? 'waiting';
  }

  get conversation() {
    return this.#panes[1]?.dataset.conversation ?? '';
  }

  get #panes() {
    return [this.querySelector('#lists'), this.querySelector('#open')];
  }

  #follow() {
    marked(this, this.conversation);
    document.dispatchEvent(new CustomEvent('deskbell:applied', { detail: { added: [], replaced: [], live: false } }));
    const panes = this.#panes;
    if (panes.every((pane, at) => pane === this.#shown[at])) return;
    this.#shown = panes;
    this.#stream?.close();
    this.#stream = new Stream({
      url: () => this.#address(),
      message: (html) => this.#message(html),
      named: (name, data) => heard(this, name, data),
      state: (word) => this.#state(word),
    });
    this.#stream.open();
  }

  // Other rows are shown, or the log goes to its end now.
  #again = () => {
    this.#shown = [];
    this.#follow();
  };

  #address() {
    const asked = new URLSearchParams(this.#panes[0]?.dataset.query ?? { list: this.list });
    asked.set('rows', this.querySelectorAll('#rows > li').length);
    const shown = [...this.querySelectorAll('ol.log > [data-seq]')].at(-1)?.dataset.seq ?? 0;
    const newest = this.querySelector('bell-log')?.dataset.held ?? shown;
    if (this.conversation) asked.set('open', `${this.conversation}:${newest}`);
    return `/desk/stream?${asked}`;
  }

  #message(html) {
    apply(html, { live: true, place: placeRow });
    marked(this, this.conversation);
    htmx.process(this.querySelector('#conversations'));
  }

  #state(word) {
    document.dispatchEvent(new CustomEvent('deskbell:connection', { detail: word }));
    const strip = document.getElementById('connection');
    strip.hidden = word === 'up';
    strip.textContent = word === 'up' ? '' : 'Reconnecting…';
    if (word === 'unauthorised' || word === 'gone') toLogin();
    if (word !== 'missing') return;
    strip.textContent = 'You can no longer see this conversation.';
    if (this.conversation) location.assign(`/desk?${this.#panes[0]?.dataset.query ?? ''}`);
  }
}

customElements.define('bell-desk', BellDesk);
