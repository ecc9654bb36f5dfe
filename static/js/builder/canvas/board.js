// What the behaviours of a canvas share: where its cards stand, what is picked, and one's view of it.
//   board.on(type, listener, options)   on the canvas, until it leaves the page
//   board.at(id) → {x, y, w, h}; board.put(id, x, y)
//   board.say(words)                    to everybody, and to screen readers
//   board.held = ids                    while they are in hand; what the server sends is put off
import { restore, show } from './view.js';
import { relight } from './edges.js';

export class Board {
  view = { x: 0, y: 0, zoom: 1 };
  picked = new Set();
  held = null;
  stale = new Set(); // cards that the server has not drawn again, of a whole canvas
  from = null; // the exit that is being connected: {block, port, button}
  quit = () => {}; // ends the gesture that is on
  #later = [];
  #quiet;

  constructor(root, signal) {
    this.root = root;
    this.signal = signal;
    this.path = root.dataset.path;
    this.canvas = root.querySelector('.canvas');
    this.plane = root.querySelector('.plane');
    this.list = root.querySelector('.deck');
    this.svg = root.querySelector('.edges');
    for (const li of this.list.children) this.place(li);
    this.chosen = this.idOf(this.list.querySelector('.chosen')) ?? '';
    relight(this);
    restore(this);
    this.canvas.classList.add('placed');
  }

  on(type, listener, options = {}, target = this.canvas) {
    target.addEventListener(type, listener, { ...options, signal: this.signal });
  }

  card(id) {
    return document.getElementById(`card-${id}`);
  }

  // The block whose card a thing lies in; undefined when it lies in none.
  idOf(element) {
    return element?.closest?.('.block')?.id.slice('card-'.length);
  }

  ids() {
    return [...this.list.querySelectorAll(':scope > .block')].map((li) => this.idOf(li));
  }

  name(id) {
    return this.card(id)?.querySelector('header a').firstChild.data.trim() ?? '';
  }

  place(li) {
    li.style.translate = `${li.dataset.x}px ${li.dataset.y}px`;
  }

  at(id) {
    const li = this.card(id);
    return { x: Number(li.dataset.x), y: Number(li.dataset.y), w: li.offsetWidth, h: li.offsetHeight };
  }

  put(id, x, y) {
    for (const li of [this.card(id), this.list.querySelector(`[data-start="${CSS.escape(id)}"]`)]) {
      if (!li) continue;
      Object.assign(li.dataset, { x, y: li.matches('.block') ? y : y - 46 });
      this.place(li);
    }
  }

  // A place on the screen as one on the plane.
  point({ clientX, clientY }) {
    const edge = this.canvas.getBoundingClientRect();
    const { x, y, zoom } = this.view;
    return { x: (clientX - edge.left - x) / zoom, y: (clientY - edge.top - y) / zoom };
  }

  look(view) {
    Object.assign(this.view, view);
    show(this);
  }

  later(job) {
    this.#later.push(job);
  }

  letGo() {
    this.held = null;
    for (const job of this.#later.splice(0)) job();
  }

  say(words, seen = true) {
    const says = this.root.querySelector('.says');
    says.classList.toggle('quiet', !seen);
    says.textContent = words;
    clearTimeout(this.#quiet);
    if (words && !this.from) this.#quiet = setTimeout(() => this.say(''), 4_000);
  }
}
