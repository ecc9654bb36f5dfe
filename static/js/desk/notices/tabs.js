// The other tabs of this browser in which the same agent is signed in.
//   tabs.tell(message);   tabs.hear((message) => …);
//   claim(name) → true for the first tab that claims something
const ME = document.documentElement.dataset.me;
const NAME = `deskbell:${ME}`;
const CLAIMS = `deskbell:desk:${ME}:claims`; // goes with all else when one signs out
const MOST = 100;

const channel = 'BroadcastChannel' in window ? new BroadcastChannel(NAME) : null;

export const tabs = {
  name: NAME,
  tell: (message) => channel?.postMessage(message),
  hear: (listen) => channel?.addEventListener('message', ({ data }) => listen(data)),
};

const mine = []; // where storage is forbidden

export function claim(name) {
  const claimed = read();
  if (claimed.includes(name) || mine.includes(name)) return false;
  mine.push(name);
  if (mine.length > MOST) mine.shift();
  try {
    localStorage.setItem(CLAIMS, JSON.stringify([...claimed, name].slice(-MOST)));
  } catch {
    // every tab does it by itself
  }
  return true;
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(CLAIMS)) ?? [];
  } catch {
    return [];
  }
}
