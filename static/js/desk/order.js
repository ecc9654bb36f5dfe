// <bell-order>: rows of an ordered list are moved by dragging them at their grip, or with their buttons up and
// down; the place is posted to the form of the row. Without a script the buttons load the page again.
import { inOrder } from './inorder.js';
import { post, say } from './post.js';

class BellOrder extends HTMLElement {
  #next = inOrder();

  connectedCallback() {
    this.addEventListener('submit', this.#step);
    this.addEventListener('pointerdown', this.#take);
    this.#ends();
  }

  disconnectedCallback() {
    this.removeEventListener('submit', this.#step);
    this.removeEventListener('pointerdown', this.#take);
  }

  get #rows() {
    return [...this.querySelectorAll('.order > li')];
  }

  #step = (event) => {
    const button = event.submitter?.closest('[data-way]');
    if (!button) return;
    event.preventDefault();
    const row = button.closest('li');
    if (button.getAttribute('aria-disabled') === 'true') return;
    const was = this.#rows;
    if (button.dataset.way === 'up') row.previousElementSibling.before(row);
    else row.nextElementSibling.after(row);
    button.focus();
    this.#keep(row, was);
  };

  #take = (event) => {
    const row = event.target.closest('.grip')?.closest('li');
    if (!row || event.button) return;
    event.preventDefault();
    const was = this.#rows;
    const stop = new AbortController();
    const on = (name, does) => addEventListener(name, does, { signal: stop.signal });
    const back = () => {
      stop.abort();
      row.classList.remove('held');
    };
    row.classList.add('held');
    on('pointermove', ({ clientY }) => {
      const over = this.#rows.find((one) => one !== row && clientY < middle(one));
      if (over) {
        if (over.previousElementSibling !== row) over.before(row);
      } else if (this.#rows.at(-1) !== row) this.#rows.at(-1).after(row);
    });
    on('pointerup', () => (back(), this.#keep(row, was)));
    on('pointercancel', () => (back(), this.#put(was)));
    on('keydown', ({ key }) => key === 'Escape' && (back(), this.#put(was)));
  };

  async #keep(row, was) {
    const place = this.#rows.indexOf(row);
    if (was.indexOf(row) === place) return;
    this.#ends();
    this.querySelector('[role=status]').textContent = `${row.dataset.name} is number ${place + 1} of ${was.length} now.`;
    const { action } = row.querySelector('form:has([name=place])');
    try {
      await this.#next(() => post(action, { place }));
    } catch (refused) {
      this.#put(was);
      say(refused);
    }
  }

  #put(rows) {
    rows[0].parentNode.append(...rows);
    this.#ends();
  }

  #ends() {
    const rows = this.#rows;
    for (const [i, row] of rows.entries()) {
      row.querySelector('[data-way=up]')?.setAttribute('aria-disabled', i === 0);
      row.querySelector('[data-way=down]')?.setAttribute('aria-disabled', i === rows.length - 1);
    }
  }
}

function middle(row) {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}

customElements.define('bell-order', BellOrder);
