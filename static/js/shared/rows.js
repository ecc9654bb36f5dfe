// The desk's list of conversations. Hand placeRow to apply as `place`.
//   li[data-row] with an id is put in or replaces the one of its id; data#order names the rows in their
//   order: others go. While the pointer or the focus is in the list its order waits, so that nobody
//   presses what has just moved away; new rows still come in at the top.
let order = null;

export function placeRow(element) {
  if (element.matches('li[data-row]')) {
    put(element);
    return true;
  }
  if (element.id !== 'order') return false;
  order = element.value.split(' ').filter(Boolean);
  settle();
  return true;
}

function put(row) {
  const old = document.getElementById(row.id);
  if (!old) return document.getElementById('rows')?.prepend(row);
  if (old.isEqualNode(row)) return;
  const focused = old.contains(document.activeElement);
  old.replaceWith(row);
  if (focused) row.querySelector('a, button')?.focus();
}

function settle() {
  const list = document.getElementById('rows');
  if (!list || !order) return;
  const wanted = order.map((id) => document.getElementById(`row-${id}`)).filter(Boolean);
  for (const row of [...list.children]) if (!wanted.includes(row)) row.remove();
  if (list.matches(':hover') || list.matches(':focus-within')) return wait(list);
  wanted.forEach((row, at) => {
    if (list.children[at] !== row) list.insertBefore(row, list.children[at] ?? null);
  });
  order = null;
}

function wait(list) {
  const again = () => setTimeout(settle);
  list.addEventListener('pointerleave', again, { once: true });
  list.addEventListener('focusout', again, { once: true });
}
