// Says in the header who else of the team has the open conversation before them, and who is writing. One's
// own other windows do not count. The header may be drawn anew; what was heard last is put in again.
//   showHere({conversation, people: [{id, name, doing}]});
const FORGET = 10_000; // a browser that dies says nothing
const WRITES = { reply: 'a reply', note: 'a note' };
let heard = { conversation: '', people: [] };
let forgetting;

export function showHere(news) {
  heard = news;
  clearTimeout(forgetting);
  if (news.people.some(({ doing }) => doing)) forgetting = setTimeout(forget, FORGET);
  draw();
}

function forget() {
  heard = { ...heard, people: heard.people.map(({ id, name }) => ({ id, name })) };
  draw();
}

function draw() {
  const place = document.getElementById('here');
  if (!place) return;
  const mine = heard.conversation === document.getElementById('open')?.dataset.conversation;
  const others = mine ? heard.people.filter(({ id }) => id !== document.documentElement.dataset.me) : [];
  const words = [...others.filter(({ doing }) => doing).map(writes), looks(others.filter(({ doing }) => !doing))];
  const line = words.filter(Boolean).join(' · ');
  if (place.textContent !== line) place.textContent = line;
}

const writes = ({ name, doing }) => `${name} is typing ${WRITES[doing] ?? ''}`;

function looks(people) {
  if (!people.length) return '';
  const names = people.map(({ name }) => name);
  const last = names.length > 3 ? `${names.length - 2} others` : names.at(-1);
  const first = names.slice(0, names.length > 3 ? 2 : -1).join(', ');
  return people.length === 1 ? `${last} is looking at this too` : `${first} and ${last} are looking at this too`;
}

document.addEventListener('deskbell:applied', draw);
