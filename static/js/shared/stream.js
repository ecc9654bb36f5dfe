// A stream of server-sent events over fetch, so that it can carry a header. It comes back by itself
// after the last event that it saw, and notices a line that died without a word.
//   const stream = new Stream({
//     url: () => '/…',               asked again at every try
//     headers: () => ({…}),          optional
//     message: (html) => {},         an unnamed event
//     named: (name, data) => {},     typing, seen, epoch, …; hb, bye and gone are dealt with here
//     state: (word) => {},           'up' · 'down' (after 1.5 s without) · and after one of these it has
//   });                              stopped: 'unauthorised' · 'missing' · 'gone'
//   stream.open() · stream.close()
import { Backoff } from './backoff.js';
import { Connection } from './connection.js';

const SHOW = 1_500;
const STEADY = 5_000; // a line that stands for so long, or brings something, is a good one
const ENDS = { 401: 'unauthorised', 403: 'missing', 404: 'missing' };

export class Stream {
  #given;
  #backoff = new Backoff(500, 10_000);
  #connection;
  #last = '';
  #pause = 0;
  #up = false;
  #showing = 0;
  #steady = 0;

  constructor(given) {
    this.#given = { headers: () => ({}), named: () => {}, state: () => {}, ...given };
  }

  open() {
    if (this.#connection) return;
    addEventListener('online', this.#hurry);
    document.addEventListener('visibilitychange', this.#hurry);
    this.#run();
  }

  close() {
    removeEventListener('online', this.#hurry);
    document.removeEventListener('visibilitychange', this.#hurry);
    clearTimeout(this.#showing);
    const open = this.#connection;
    this.#connection = undefined;
    open?.cut();
    this.#backoff.hurry();
  }

  #hurry = () => {
    if (this.#up && !this.#connection?.stale) return;
    this.#connection?.cut();
    this.#backoff.hurry();
  };

  async #run() {
    const { url, headers } = this.#given;
    for (;;) {
      this.#down();
      const mine = (this.#connection = new Connection((event) => mine === this.#connection && this.#event(event), () => this.#stands()));
      const sent = { Accept: 'text/event-stream', ...headers() };
      if (this.#last) sent['Last-Event-ID'] = this.#last;
      const { status, ours, pause } = await mine.run(url(), sent);
      if (mine !== this.#connection) return;
      if (ENDS[status] && (ours || status === 401)) return this.#finish(ENDS[status]);
      this.#down();
      await this.#backoff.wait(this.#pause || pause);
      if (mine !== this.#connection) return;
      this.#pause = 0;
    }
  }

  #event({ id, name, data }) {
    if (id) this.#last = id;
    if (name !== 'bye') this.#backoff.reset();
    if (name === '') return this.#given.message(data);
    if (name === 'bye') this.#pause = 200 + Math.random() * 1_800;
    if (name === 'gone') this.#finish('gone');
    if (name === 'epoch') this.#last = '';
    if (!['hb', 'bye', 'gone'].includes(name)) this.#given.named(name, data);
  }

  #stands() {
    this.#up = true;
    this.#steady = setTimeout(() => this.#backoff.reset(), STEADY);
    clearTimeout(this.#showing);
    this.#showing = 0;
    this.#given.state('up');
  }

  #down() {
    this.#up = false;
    clearTimeout(this.#steady);
    this.#showing ||= setTimeout(() => this.#given.state('down'), SHOW);
  }

  #finish(word) {
    this.close();
    this.#given.state(word);
  }
}
