// Waiting between tries: longer each time, never all clients at once, and cut short on demand.
//   const backoff = new Backoff(500, 10_000);
//   await backoff.wait(atLeast);   ms; longer when it is that often already
//   backoff.hurry();               the wait that is on ends now, or when what the server asked for is over
//   backoff.reset();               the next wait is short again
export class Backoff {
  #first;
  #most;
  #next;
  #end = () => {};

  constructor(first, most) {
    this.#first = this.#next = first;
    this.#most = most;
  }

  wait(atLeast = 0) {
    const ms = Math.max(atLeast, this.#next * (1 + Math.random() / 2));
    this.#next = Math.min(this.#next * 2, this.#most);
    return new Promise((done) => {
      const soonest = Date.now() + atLeast;
      let timer = setTimeout(done, ms);
      this.#end = () => {
        clearTimeout(timer);
        timer = setTimeout(done, soonest - Date.now());
      };
    });
  }

  hurry() {
    this.#end();
  }

  reset() {
    this.#next = this.#first;
  }
}

// The server's own wish (Retry-After, in seconds) in ms, 0 without one.
export function wish(answer) {
  return 1_000 * Number(answer.headers.get('Retry-After')) || 0;
}
