// One connection to a stream of events, from request to end.
//   const connection = new Connection(event, up);   event({id, name, data}); up() when it stands
//   const {status, ours, pause} = await connection.run(url, headers);   never throws; status 0: no
//                         answer; ours: the refusal is the server's own, not a proxy's on the way
//   connection.cut();     ends it
//   connection.stale      it has been quiet for longer than the server ever is
import { Parser } from './parser.js';
import { wish } from './backoff.js';
import { heard } from './now.js';

const QUIET = 45_000; // the server says something every 20 s; after 45 the line is dead

export class Connection {
  #event;
  #up;
  #cut = new AbortController();
  #heard = Date.now();

  constructor(event, up) {
    this.#event = event;
    this.#up = up;
  }

  async run(url, headers) {
    const watch = setInterval(() => Date.now() - this.#heard > QUIET && this.cut(), 5_000);
    let answer;
    let ours = false;
    try {
      answer = await fetch(url, { headers, signal: this.#cut.signal, cache: 'no-store' });
      heard(answer);
      if (!answer.ok) ours = 'code' in (await answer.json());
      else if (answer.headers.get('Content-Type')?.startsWith('text/event-stream')) await this.#read(answer.body);
    } catch {
      // the network, the watch or cut() ended it; whoever asked tries again
    }
    clearInterval(watch);
    return { status: answer?.status ?? 0, ours, pause: answer ? wish(answer) : 0 };
  }

  cut() {
    this.#cut.abort();
  }

  get stale() {
    return Date.now() - this.#heard > QUIET / 2;
  }

  async #read(body) {
    this.#up();
    const parser = new Parser(this.#event);
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      this.#heard = Date.now();
      parser.push(piece.value);
    }
  }
}
