// Makes an element like a fresh one and leaves alone what is the same: the focus, what is open, what one
// is typing.
//   morph(old, fresh, keep)   keep(old, fresh) → true: leave this one as it is, with all in it
// Children are matched by id, else by place and kind. What is in a field that has the focus, or lies in
// [data-dirty], stays; [data-mine] belongs to the script.
const INSIDE = 'input, textarea, select, template'; // have more in them than one compares

export function morph(old, fresh, keep = () => false) {
  if (!old.matches(INSIDE) && !old.querySelector(INSIDE) && old.isEqualNode(fresh)) return;
  if (old.hasAttribute('data-mine') || keep(old, fresh)) return;
  attributes(old, fresh);
  if (old.matches('input, textarea, select')) fill(old, fresh);
  if (!old.matches('textarea, select, template')) children(old, fresh, keep);
  else if (old.localName !== 'textarea') options(old, fresh);
}

function attributes(old, fresh) {
  for (const { name, value } of fresh.attributes) {
    if (name === 'open' && old.matches('.problems details:has(.bad)')) continue; // one has closed the list
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (fresh.hasAttribute(name) || ['tabindex', 'style', 'data-picked', 'data-dirty', 'data-full'].includes(name)) continue;
    if (name === 'open' && old.matches('details')) continue;
    old.removeAttribute(name);
  }
}

function fill(old, fresh) {
  if (old === document.activeElement || old.closest('[data-dirty]') || old.type === 'file') return;
  if (old.type === 'checkbox') old.checked = fresh.checked;
  else if (old.localName === 'select') options(old, fresh);
  else if (old.value !== fresh.value) old.value = fresh.value;
}

// A list that the script has filled keeps its options; what is chosen has to be among them.
function options(old, fresh) {
  if (old.localName === 'template') return old.content.replaceChildren(...fresh.content.childNodes);
  if (old === document.activeElement || old.closest('[data-dirty]')) return;
  const { value } = fresh;
  const has = [...old.options].some((option) => option.value === value);
  if (!old.hasAttribute('data-full') || !has) {
    old.removeAttribute('data-full');
    old.replaceChildren(...[...fresh.childNodes].map((node) => node.cloneNode(true)));
  }
  old.value = value;
}

function children(old, fresh, keep) {
  const byID = new Map([...old.children].filter(({ id }) => id).map((child) => [child.id, child]));
  const wanted = new Set([...fresh.children].map(({ id }) => id).filter(Boolean));
  let at = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    while (at && at.id && !wanted.has(at.id)) at = drop(at);
    const there = child.id ? byID.get(child.id) : alike(at, child);
    if (!there) {
      old.insertBefore(document.importNode(child, true), at);
      continue;
    }
    if (there === at) at = at.nextSibling;
    else old.insertBefore(there, at);
    if (there.nodeType === Node.ELEMENT_NODE) morph(there, child, keep);
    else if (there.data !== child.data) there.data = child.data;
  }
  while (at) at = drop(at);
}

function drop(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

function alike(at, child) {
  if (!at || at.nodeType !== child.nodeType || at.id) return null;
  if (at.nodeType !== Node.ELEMENT_NODE) return at;
  const same = (name) => at.getAttribute(name) === child.getAttribute(name);
  return at.localName === child.localName && same('data-setting') && same('data-name') && same('data-port') ? at : null;
}
