// What this browser keeps of articles that are not saved, under its agent's own id: signing out forgets it
// (../desk/kept.js, whose names begin alike).
//   kept.get(name) → fields with at, or null; kept.set(name, fields or null)
//   kept.sent(name) (a form with it is on its way); kept.arrived() (the server has it)
const MINE = `deskbell:desk:${document.documentElement.dataset.me}:article:`;
const SENT = 'deskbell:article:sent';

export const kept = {
  get: (name) => quietly(() => JSON.parse(localStorage.getItem(MINE + name))),
  set: (name, fields) => quietly(() => (fields ? localStorage.setItem(MINE + name, JSON.stringify(fields)) : localStorage.removeItem(MINE + name))),
  sent: (name) => quietly(() => sessionStorage.setItem(SENT, name)),
  arrived: () => quietly(() => localStorage.removeItem(MINE + sessionStorage.getItem(SENT))),
};

function quietly(does) {
  try {
    return does() ?? null;
  } catch {
    return null; // full or forbidden: the question before leaving is left
  }
}
