// <bell-find> searches as one types, and narrows the list. What is shown is in the address.
//   Enter keeps what was found in the history, Escape clears; a newer question puts an end to an older one
import { listed, listsAt } from './listed.js';

const PAUSE = 250; // ms without a key

class BellFind extends HTMLElement {
  #later;

  connectedCallback() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
    const secure = location.protocol === 'https:' ? '; secure' : '';
    document.cookie = `zone=${encodeURIComponent(zone)}; path=/desk; max-age=31536000; samesite=lax${secure}`;
    this.addEventListener('input', this.#typed);
    this.addEventListener('keydown', this.#key);
    this.addEventListener('submit', this.#submit);
  }

  disconnectedCallback() {
    clearTimeout(this.#later);
    for (const [name, on] of [['input', this.#typed], ['keydown', this.#key], ['submit', this.#submit]]) this.removeEventListener(name, on);
  }

  get #field() {
    return this.querySelector('#search');
  }

  // The address of what the fields say; empty ones are left out.
  #address(form) {
    const fields = [...new FormData(form)].filter(([name, value]) => value && name !== 'q');
    const asked = new URLSearchParams(fields);
    if (asked.get('period') !== 'range') ['from', 'to'].forEach((name) => asked.delete(name));
    const words = this.#field.value.trim();
    if (words) asked.set('q', words);
    return `/desk?${asked}`;
  }

  #find(push) {
    clearTimeout(this.#later);
    return listed(this.#address(this.querySelector('[role=search]')), { push });
  }

  #typed = (event) => {
    if (event.target !== this.#field) return;
    clearTimeout(this.#later);
    if (!this.#field.value) return this.#find(false);
    if (!event.isComposing) this.#later = setTimeout(() => this.#find(false), PAUSE);
  };

  #key = (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    if (event.target.closest('#filter')) {
      event.preventDefault();
      this.#open(false);
      return this.querySelector('#filter-button').focus();
    }
    if (event.target !== this.#field || !this.#field.value) return;
    event.preventDefault(); // not the keys of the desk: one stays in the field
    this.#field.value = '';
    this.#find(false);
  };

  #submit = (event) => {
    event.preventDefault();
    if (event.target.matches('.opener')) return this.#open(this.querySelector('#filter').hidden);
    if (event.target.id === 'filter') return listsAt(this.#address(event.target), 'filter-button');
    this.#find(true);
  };

  #open(on) {
    const filter = this.querySelector('#filter');
    filter.hidden = !on;
    this.querySelector('#filter-button').setAttribute('aria-expanded', String(on));
    if (on) filter.querySelector('input:checked')?.focus();
  }
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-narrow]');
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  listsAt(link.getAttribute('href'), 'filter-button');
});

customElements.define('bell-find', BellFind);
