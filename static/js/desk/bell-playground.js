// <bell-playground>: "Start again" loads the frame anew; a playground's visitor lives as long as its page.
class BellPlayground extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', this.#again);
  }

  disconnectedCallback() {
    this.removeEventListener('click', this.#again);
  }

  #again = (event) => {
    if (!event.target.closest('[data-again]')) return;
    const frame = this.querySelector('iframe');
    frame.replaceWith(frame.cloneNode());
  };
}

customElements.define('bell-playground', BellPlayground);
