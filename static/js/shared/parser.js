// Cuts an event stream into events as its text comes in.
//   const parser = new Parser((event) => …);   event: {id, name, data}; name '' for unnamed ones
//   parser.push(text);                          pieces may end anywhere
export class Parser {
  #found;
  #rest = '';
  #event = empty();

  constructor(found) {
    this.#found = found;
  }

  push(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop();
    for (const line of lines) this.#line(line.endsWith('\r') ? line.slice(0, -1) : line);
  }

  #line(line) {
    if (line === '') return this.#end();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (field === 'data') this.#event.data.push(value);
    if (field === 'id') this.#event.id = value;
    if (field === 'event') this.#event.name = value;
  }

  #end() {
    const { id, name, data } = this.#event;
    this.#event = empty();
    if (data.length) this.#found({ id, name, data: data.join('\n') });
  }
}

function empty() {
  return { id: '', name: '', data: [] };
}
