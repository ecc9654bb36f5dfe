// <bell-push data-key> says whether this browser is told by push, and turns it on and off. Of its sentences
// [data-state] the one that is so is shown.
import htmx from '../../../vendor/htmx-4.0.1.min.js';
import { post, say } from '../post.js';
import { toast } from '../../shared/toast.js';
import { subscription, turnOff, turnOn } from './device.js';
import { able } from './worker.js';

const LOOKS = [700, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000]; // ms after a test at which the log is read again

class BellPush extends HTMLElement {
  connectedCallback() {
    this.#on('[data-ask]', () => Notification.requestPermission());
    this.#on('[data-on]', () => this.#turnOn());
    this.#on('[data-off]', () => turnOff().then(() => location.reload()));
    const test = this.parentElement.querySelector('[data-push-test]');
    test?.addEventListener('submit', (event) => this.#test(event));
    if (this.dataset.key) this.#look();
  }

  #on(which, act) {
    this.querySelector(which).addEventListener('click', async ({ currentTarget: button }) => {
      button.setAttribute('aria-busy', 'true');
      try {
        await act();
      } catch (refused) {
        if (refused.name === 'AbortError') this.#show('failed');
        else say(refused);
      }
      button.removeAttribute('aria-busy');
      this.#look();
    });
  }

  async #turnOn() {
    this.#show('asked');
    if ((await Notification.requestPermission()) !== 'granted') return;
    await turnOn(this.dataset.key);
    location.reload();
  }

  async #look() {
    const ios = /iPhone|iPad/.test(navigator.userAgent) || (navigator.platform === 'MacIntel' && navigator.maxTouchPoints > 1);
    if (!isSecureContext) return this.#show('insecure');
    if (!able || !('PushManager' in window)) return this.#show(ios ? 'install' : 'missing');
    if (Notification.permission === 'denied') return this.#show('denied');
    const mine = await subscription();
    this.#show(mine ? 'on' : 'off');
    if (mine) this.#mark(mine.endpoint);
  }

  async #mark(endpoint) {
    const body = new URLSearchParams({ endpoint });
    const { id } = await (await fetch('/push/check', { method: 'POST', body, headers: { Accept: 'application/json' } })).json();
    const row = id && document.querySelector(`[data-device="${CSS.escape(id)}"] [data-this]`);
    if (row) row.hidden = false;
  }

  #show(state) {
    for (const sentence of this.querySelectorAll('[data-state]')) sentence.hidden = sentence.dataset.state !== state;
    this.querySelector('[data-on]').hidden = !['off', 'failed'].includes(state);
    this.querySelector('[data-off]').hidden = state !== 'on';
    this.querySelector('[data-ask]').hidden = !able || Notification.permission !== 'default';
  }

  async #test(event) {
    event.preventDefault();
    try {
      await post('/push/test');
      toast('Sent. What came of it stands below.');
      for (const ms of LOOKS) setTimeout(() => htmx.ajax('GET', '/settings/notifications/log', { source: '#notice-log', target: '#notice-log', swap: 'outerHTML' }), ms);
    } catch (refused) {
      say(refused);
    }
  }
}

customElements.define('bell-push', BellPush);
