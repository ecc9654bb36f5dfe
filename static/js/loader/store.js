// What the chat keeps, in this site's own storage under one key; where the browser refuses, in memory.
// Nothing is written before the chat asks for it, which it does at the visitor's first action.
export function store(name) {
  let memory = {};
  const all = () => {
    try {
      return JSON.parse(localStorage.getItem(name)) ?? {};
    } catch {
      return memory;
    }
  };
  return {
    name,
    all,
    set(key, value) {
      memory = all();
      if (value === null) delete memory[key];
      else memory[key] = value;
      try {
        if (Object.keys(memory).length) localStorage.setItem(name, JSON.stringify(memory));
        else localStorage.removeItem(name);
      } catch {
        // full or refused: memory has it
      }
    },
  };
}
