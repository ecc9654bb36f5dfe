// Puts a payload of the server into the page.
//   const added = apply(html, {live, place});   returns the entries that are new to the reader
//     live: they arrive while one looks on, and may move in
//     place(element): true when it dealt with an element itself (the desk's rows)
// An li with data-seq goes to its place in its log, once; one with data-revises puts the entry that it
// brings in the place of what the log has of it. Anything else replaces the element of its id. Afterwards
// the document hears 'deskbell:applied' with detail {added, replaced, live}.
import { revise } from './revised.js';

const KEPT = ['foot', 'prompt', 'quick']; // may hold a draft, or the focus; equal kind and key mean the same thing is asked

export function apply(html, { live = false, place = () => false } = {}) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const added = [];
  const replaced = [];
  for (const element of [...page.body.children]) {
    if (place(element)) continue;
    if (element.matches('li[data-seq]')) {
      if (enter(element, live)) added.push(element);
    } else if (element.id && replace(element)) {
      replaced.push(element);
    }
  }
  if (live) for (const element of added) element.classList.add('arrived');
  document.dispatchEvent(new CustomEvent('deskbell:applied', { detail: { added, replaced, live } }));
  return added;
}

function enter(li, live) {
  const { seq, conversation, client } = li.dataset;
  const log = document.querySelector(`ol[data-log="${CSS.escape(conversation)}"]`) ?? document.querySelector('ol[data-log=""]');
  if (!log) return false;
  if (live && log.closest('[data-held]')) return false; // its end is not shown
  if (log.dataset.log === '') begin(log, conversation);
  const there = log.querySelector(`:scope > [data-seq="${CSS.escape(seq)}"]`);
  if (client) log.querySelector(`:scope > [data-client="${CSS.escape(client)}"]:not([data-seq])`)?.remove();
  if (there && !('preview' in there.dataset)) return false;
  if (there) {
    there.replaceWith(li);
    return false; // one has read it already
  }
  let before = log.lastElementChild;
  while (before && !(Number(before.dataset.seq) < Number(seq))) before = before.previousElementSibling;
  if (before) before.after(li);
  else log.prepend(li);
  return !revise(log, li);
}

// A log of no particular conversation shows one at a time: another one's entry clears it.
function begin(log, conversation) {
  const other = log.dataset.conversation && log.dataset.conversation !== conversation;
  if (other) {
    for (const li of log.querySelectorAll(':scope > [data-seq]:not([data-preview])')) li.remove();
    delete log.dataset.seenTo;
  }
  log.dataset.conversation = conversation;
}

function replace(element) {
  const old = document.getElementById(element.id);
  if (!old || old.isEqualNode(element)) return false;
  const same = old.dataset.kind === element.dataset.kind && old.dataset.key === element.dataset.key;
  if (KEPT.includes(element.id) && same) return false;
  const focused = old.contains(document.activeElement) ? document.activeElement.id || 'none' : '';
  old.replaceWith(element);
  if (!focused) return true;
  // A button of the same name under another question is not the one that had it.
  const again = old.dataset.token === element.dataset.token && document.getElementById(focused);
  if (again && !element.querySelector('[aria-invalid=true]')) again.focus();
  else document.dispatchEvent(new CustomEvent('deskbell:focuslost'));
  return true;
}
