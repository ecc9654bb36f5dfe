// <bell-sample>: the pieces of a chat beside the form of a bot's look follow what is typed and chosen, and each
// colour says at once whether its words can be read. What may be saved the server decides (models/look.go).
import { wear } from '../shared/wear.js';
import { contrast } from './contrast.js';

const NAMES = ['fill', 'hover', 'on', 'words'];
const COLOUR = /^#[0-9a-f]{6}$/i;
const SHEET = '#ffffff';

class BellSample extends HTMLElement {
  connectedCallback() {
    for (const chooser of this.querySelectorAll('.colour')) chooser.hidden = false;
    this.addEventListener('input', this.#change);
    this.#draw();
  }

  disconnectedCallback() {
    this.removeEventListener('input', this.#change);
  }

  #field(name) {
    return this.querySelector(`[name=${name}]`);
  }

  #change = ({ target }) => {
    const chosen = target.dataset.for;
    if (chosen) this.#field(chosen).value = target.value;
    const chooser = this.querySelector(`[data-for="${target.name}"]`);
    if (chooser && COLOUR.test(target.value)) chooser.value = target.value;
    this.#draw();
  };

  #draw() {
    const own = this.querySelector('[name=look][value=own]').checked;
    const colours = NAMES.map((name) => this.#field(name).value.trim());
    const known = colours.every((colour) => COLOUR.test(colour));
    if (!own || known) for (const { style } of this.querySelectorAll('.sample')) wear(style, own ? colours : []);
    const [fill, hover, on, words] = colours;
    this.#tell('fill', [on, fill, 4.5, 'with its words'], [fill, SHEET, 3, 'on white']);
    this.#tell('hover', [on, hover, 4.5, 'with its words']);
    this.#tell('on');
    this.#tell('words', [words, SHEET, 4.5, 'on white']);
  }

  #tell(name, ...pairs) {
    const said = this.querySelector(`[data-contrast=${name}]`);
    const field = this.#field(name);
    if (!COLOUR.test(field.value.trim())) return say(said, 'Write it as #rrggbb.', false);
    const told = pairs
      .filter(([a, b]) => COLOUR.test(a) && COLOUR.test(b))
      .map(([a, b, least, what]) => ({ ratio: contrast(a, b), least, what }));
    const low = told.find(({ ratio, least }) => ratio < least);
    const words = told.map(({ ratio, what }) => `${ratio.toFixed(1)} : 1 ${what}`).join(', ');
    say(said, low ? `${words}. At least ${low.least} : 1 is needed.` : words && `Contrast ${words}`, !low);
  }
}

function say(output, words, good) {
  if (output.textContent !== words) output.textContent = words;
  output.classList.toggle('low', !good);
}

customElements.define('bell-sample', BellSample);
