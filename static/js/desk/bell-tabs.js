// <bell-tabs role=tablist> of links: one stop for the Tab key, arrows go from one to the next, Enter or
// Space opens.
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

class BellTabs extends HTMLElement {
  connectedCallback() {
    for (const tab of this.#tabs()) tab.tabIndex = tab.getAttribute('aria-selected') === 'true' ? 0 : -1;
    this.addEventListener('keydown', this.#key);
    this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  disconnectedCallback() {
    this.removeEventListener('keydown', this.#key);
  }

  #tabs() {
    return [...this.querySelectorAll('[role=tab]')];
  }

  #key = (event) => {
    const tabs = this.#tabs();
    const at = tabs.indexOf(event.target.closest('[role=tab]'));
    if (at < 0) return;
    const right = getComputedStyle(this).direction === 'rtl' && event.key.match(/Left|Right/) ? -1 : 1;
    const step = STEPS[event.key];
    let next = step && tabs[(at + right * step + tabs.length) % tabs.length];
    if (event.key === 'Home') next = tabs[0];
    if (event.key === 'End') next = tabs.at(-1);
    if (event.key === ' ') tabs[at].click();
    if (!next && event.key !== ' ') return;
    event.preventDefault();
    next?.focus();
  };
}

customElements.define('bell-tabs', BellTabs);
