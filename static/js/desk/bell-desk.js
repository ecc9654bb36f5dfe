// <bell-desk> holds #lists and #open and keeps one stream that fits what they show. htmx may replace
// either; the stream begins anew, also for the same list and conversation: what was swapped in may be
// older than what the stream has brought since it was asked for.
import htmx from '../../vendor/htmx-4.0.1.min.js';
import { apply } from '../shared/apply.js';
import { seenUpTo } from '../shared/receipts.js';
import { placeRow } from '../shared/rows.js';
import { Stream } from '../shared/stream.js';
import { toLogin } from './post.js';
import { showTyping } from './typing.js';

class BellDesk extends HTMLElement {
  #stream;
  #shown = [];
  #watch = new MutationObserver(() => this.#follow());

  connectedCallback() {
    this.#watch.observe(this, { childList: true });
    this.#follow();
  }

  disconnectedCallback() {
    this.#watch.disconnect();
    this.#stream?.close();
    this.#shown = [];
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
    this.#mark();
    document.dispatchEvent(new CustomEvent('deskbell:applied', { detail: { added: [], replaced: [], live: false } }));
    const panes = this.#panes;
    if (panes.every((pane, at) => pane === this.#shown[at])) return;
    this.#shown = panes;
    this.#stream?.close();
    this.#stream = new Stream({
      url: () => this.#address(),
      message: (html) => this.#message(html),
      named: (name, data) => this.#named(name, data),
      state: (word) => this.#state(word),
    });
    this.#stream.open();
  }

  #address() {
    const asked = new URLSearchParams({ list: this.list });
    const newest = [...this.querySelectorAll('ol.log > [data-seq]')].at(-1)?.dataset.seq ?? 0;
    if (this.conversation) asked.set('open', `${this.conversation}:${newest}`);
    return `/desk/stream?${asked}`;
  }

  #message(html) {
    apply(html, { live: true, place: placeRow });
    this.#mark();
    htmx.process(this.querySelector('#rows'));
  }

  #named(name, data) {
    const log = this.querySelector('ol.log');
    if (name === 'typing') showTyping(this.querySelector('#typing'), data);
    if (name === 'seen' && log) seenUpTo(log, Number(data));
    if (name === 'epoch') location.reload(); // a backup was restored: nothing that is shown is sure
  }

  #state(word) {
    const strip = document.getElementById('connection');
    strip.hidden = word === 'up';
    strip.textContent = word === 'up' ? '' : 'Reconnecting…';
    if (word === 'unauthorised' || word === 'gone') toLogin();
    if (word !== 'missing') return;
    strip.textContent = 'You can no longer see this conversation.';
    if (this.conversation) location.assign(`/desk?list=${this.list}`);
  }

  // The row of what is open is marked, wherever it came from.
  #mark() {
    for (const row of this.querySelectorAll('.row')) {
      if (row.parentElement.id === `row-${this.conversation}`) row.setAttribute('aria-current', 'true');
      else row.removeAttribute('aria-current');
    }
  }
}

customElements.define('bell-desk', BellDesk);
