// The desk's list of conversations. Hand placeRow to apply as `place`.
//   li[data-row] with an id replaces the one of its id, or waits to be put in; data#order names the rows in
//   their order: others go. While the pointer is over the list, or a key has brought the focus into it, nothing
//   moves, so that nobody presses what has just moved away: #fresh says how many have come, and lets them in.
const came = new Map(); // rows that are not in the list yet, or are being pressed
let order = null;
let list = null; // whose order it is
let waits = false;

export function placeRow(element) {
  if (element.matches('li[data-row]')) {
    put(element);
    return true;
  }
  if (element.id !== 'order') return false;
  order = element.value.split(' ').filter(Boolean);
  list = document.getElementById('rows');
  settle();
  return true;
}

function put(row) {
  const old = document.getElementById(row.id);
  came.delete(row.id);
  if (!old || old.matches(':active')) return came.set(row.id, row);
  if (old.isEqualNode(row)) return;
  const focused = old.contains(document.activeElement);
  old.replaceWith(row);
  if (focused) row.querySelector('a, button')?.focus();
}

function settle(press = false) {
  if (!order || !list?.isConnected) return came.clear();
  if (list.children.length && !press && held()) return hold();
  const wanted = order.map((id) => came.get(`row-${id}`) ?? document.getElementById(`row-${id}`)).filter(Boolean);
  for (const [id, row] of came) if (wanted.includes(row)) document.getElementById(id)?.remove();
  for (const row of [...list.children]) if (!wanted.includes(row)) row.remove();
  wanted.forEach((row, at) => {
    row.removeAttribute('data-gone');
    if (list.children[at] !== row) list.insertBefore(row, list.children[at] ?? null);
  });
  came.clear();
  order = null;
  say(0);
  document.dispatchEvent(new CustomEvent('deskbell:placed'));
}

const held = () =>
  (matchMedia('(hover: hover)').matches && list.parentElement.matches(':hover')) || Boolean(list.querySelector(':focus-visible, :active'));

// What has left the list stays where it is until something may move, and looks so.
function hold() {
  for (const row of list.children) row.toggleAttribute('data-gone', !order.includes(row.id.slice('row-'.length)));
  say([...came.keys()].filter((id) => order.includes(id.slice('row-'.length)) && !document.getElementById(id)).length);
  if (waits) return;
  waits = true;
  const again = () => {
    clear.abort();
    waits = false;
    setTimeout(settle);
  };
  const clear = new AbortController();
  for (const [on, name] of [[list.parentElement, 'pointerleave'], [list, 'focusout'], [document, 'pointerup']]) {
    on.addEventListener(name, again, { signal: clear.signal });
  }
}

function say(n) {
  const button = document.getElementById('fresh');
  if (!button) return;
  button.hidden = !n;
  button.textContent = `${n} new`;
}

document.addEventListener('click', (event) => {
  if (event.target.id !== 'fresh') return;
  settle(true);
  list.parentElement.scrollTop = 0;
  list.querySelector('a')?.focus({ preventScroll: true });
});
