// <bell-status data-to> brings the chat to the state that is chosen. Where the page has the button that does
// the same, that is pressed, so that both ask and tell the same. The box shows what is, until the stream
// says that it is something else.
import { press } from './moves.js';
import { post, say } from './post.js';
import { saved } from './saved.js';

const BUTTONS = { live: 'Take over', bot: 'Restore to AI', closed: 'End chat' };
// A closed box must not end a chat because somebody looks by the arrows what there is: they open it.
const LOOKS = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'];

class BellStatus extends HTMLElement {
  connectedCallback() {
    this.addEventListener('change', this.#changed);
    this.addEventListener('keydown', this.#key, true);
  }

  disconnectedCallback() {
    this.removeEventListener('change', this.#changed);
    this.removeEventListener('keydown', this.#key, true);
  }

  #key = (event) => {
    const letter = event.key.length === 1 && event.key !== ' ';
    if (event.ctrlKey || event.metaKey || (!letter && !LOOKS.includes(event.key)) || isOpen(event.target)) return;
    event.preventDefault();
    if (!letter) event.target.showPicker?.();
  };

  #changed = async ({ target }) => {
    const state = target.value;
    target.value = target.dataset.now;
    if (press(BUTTONS[state])) return;
    try {
      await saved(this.querySelector('.saved'), post(this.dataset.to, { state }));
    } catch (refused) {
      say(refused);
    }
  };
}

function isOpen(box) {
  try {
    return box.matches(':open');
  } catch {
    return false; // a browser that does not know it shows its list all the same
  }
}

customElements.define('bell-status', BellStatus);
