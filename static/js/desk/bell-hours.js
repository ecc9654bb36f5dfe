// <bell-hours>: the grid of opening hours. More times on a day, a day closed, Monday's times for the days behind
// it, more days that differ. Without a script there is room for two times a day and three days at once.
class BellHours extends HTMLElement {
  connectedCallback() {
    for (const hidden of this.querySelectorAll('.day-acts, [data-clear-day]')) hidden.hidden = false;
    for (const rows of this.querySelectorAll('.spans, .day-rows')) trim(rows);
    this.addEventListener('click', this.#click);
  }

  disconnectedCallback() {
    this.removeEventListener('click', this.#click);
  }

  #click = ({ target }) => {
    const button = target.closest('button');
    const day = button?.closest('.hours-day');
    if (!button) return;
    if ('more' in button.dataset) this.#more(day.querySelector('.spans')).focus();
    if ('clear' in button.dataset) for (const field of day.querySelectorAll('input')) field.value = '';
    if ('spread' in button.dataset) this.#spread(day, Number(button.dataset.spread));
    if ('moreDays' in button.dataset) this.#more(this.querySelector('.day-rows')).focus();
    if ('clearDay' in button.dataset) this.#clearDay(button.closest('.day-row'));
  };

  // A copy of the last row, empty; gives its first field.
  #more(rows) {
    const copy = rows.lastElementChild.cloneNode(true);
    for (const field of copy.querySelectorAll('input')) {
      field.value = '';
      for (const name of ['aria-invalid', 'aria-describedby', 'autofocus']) field.removeAttribute(name);
      const count = rows.children.length + 1;
      if (field.ariaLabel) field.ariaLabel = field.ariaLabel.replace(/\d+$/, count);
    }
    rows.append(copy);
    return copy.querySelector('input');
  }

  #spread(from, days) {
    const times = [...from.querySelectorAll('input')].map((field) => field.value);
    for (const day of [...this.querySelectorAll('.hours-day')].slice(1, days)) {
      const rows = day.querySelector('.spans');
      while (rows.querySelectorAll('input').length < times.length) this.#more(rows);
      rows.querySelectorAll('input').forEach((field, i) => {
        field.value = times[i] ?? '';
      });
    }
  }

  #clearDay(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    for (const field of row.querySelectorAll('input')) field.value = '';
    if (next?.matches('.day-row') && row.parentNode.children.length > 1) row.remove();
    (row.isConnected ? row : next).querySelector('input').focus();
  }
}

// Empty rows at the end go, but for one: there is a button for more.
function trim(rows) {
  const empty = (row) => row && [...row.querySelectorAll('input')].every((field) => !field.value && !field.ariaInvalid);
  while (empty(rows.lastElementChild) && rows.children.length > 1) rows.lastElementChild.remove();
}

customElements.define('bell-hours', BellHours);
