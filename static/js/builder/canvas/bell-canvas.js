// <bell-canvas> is the flow as cards and lines. Each behaviour is a file; they share a Board.
import { Board } from './board.js';
import { panning } from './pan.js';
import { zooming } from './zoom.js';
import { dragging } from './drag.js';
import { connecting } from './connect.js';
import { choosing } from './choose.js';
import { band } from './band.js';
import { keys } from './keys.js';
import { shortcuts } from './shortcuts.js';
import { roving } from './rove.js';
import { adding } from './add.js';
import { tidying } from './tidy.js';

class BellCanvas extends HTMLElement {
  #gone;

  connectedCallback() {
    this.#gone = new AbortController();
    this.board = new Board(this, this.#gone.signal);
    for (const begin of [roving, panning, zooming, band, dragging, connecting, choosing, keys, shortcuts, adding, tidying]) {
      begin(this.board);
    }
  }

  disconnectedCallback() {
    this.board.quit();
    this.#gone.abort();
    this.board = undefined;
  }
}

customElements.define('bell-canvas', BellCanvas);
