// Puts parts that the server has drawn into the page, each in place of the one of its id.
//   apply(html)      what is the same stays, and so does the focus (morph.js)
//   await refresh()  what was changed since the revision that is shown; waits for one's own edits
// 'builder:applied' is fired on the document afterwards.
import { say } from '../desk/post.js';
import { placeOnCanvas } from './canvas/parts.js';
import { morph } from './morph.js';
import { page } from './page.js';
import { part } from './part.js';

export function apply(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  const focused = remember();
  for (const element of [...fresh.body.children]) {
    if (placeOnCanvas(element)) continue;
    const old = element.id && document.getElementById(element.id);
    if (old) put(old, element);
  }
  focused();
  document.dispatchEvent(new CustomEvent('builder:applied'));
  document.dispatchEvent(new CustomEvent('deskbell:applied', { detail: { added: [], replaced: [], live: true } }));
}

function put(old, fresh) {
  if (old.id !== 'settings' || old.dataset.block === fresh.dataset.block) return morph(old, fresh, unfinished);
  document.dispatchEvent(new CustomEvent('builder:leaving')); // what is typed there is sent first
  old.replaceWith(fresh);
}

// A list that one is at work in, and a value that was refused, stay as they are.
function unfinished(old, fresh) {
  if (!old.matches('[data-setting]')) return false;
  const stays = old.hasAttribute('data-refused') || (old.dataset.control === 'list' && (old.hasAttribute('data-dirty') || old.matches(':focus-within')));
  const mark = fresh.querySelector('.changed-by');
  if (stays && mark && !old.querySelector('.changed-by')) old.append(mark);
  return stays;
}

// What has the focus may be put elsewhere, which takes it away; a block that is gone leaves it to its
// neighbour.
function remember() {
  const { activeElement: was } = document;
  const all = [...document.querySelectorAll('#outline [data-step]')].map(({ id }) => id);
  const inside = was?.closest('#settings');
  const at = all.indexOf(inside ? `step-${page.chosen}` : was?.closest('[data-step]')?.id);
  const near = at < 0 ? [] : [...all.slice(at), ...all.slice(0, at).reverse()];
  const id = was?.id;
  return () => {
    if (document.activeElement === was || was === document.body) return;
    const row = near.map((one) => document.getElementById(one)).find(Boolean);
    const again = was.isConnected ? was : document.getElementById(id) ?? row?.querySelector('.step') ?? (inside && document.getElementById('canvas'));
    again?.focus({ preventScroll: true });
  };
}

let asked = null;
let again = false;
let busy = () => false;

// waitFor(fn) names what says that an edit is on its way.
export function waitFor(fn) {
  busy = fn;
}

export function refresh() {
  if (asked) {
    again = true;
    return asked;
  }
  asked = look().finally(() => {
    asked = null;
    if (!again) return;
    again = false;
    refresh();
  });
  return asked;
}

async function look() {
  if (busy()) return; // the answer to the edit brings it
  try {
    const { status, html, problem } = await part('/parts', { query: page.look() });
    if (status === 200) apply(html);
    else if (status === 404) say({ message: 'This flow is not there any more.' });
    else if (status !== 401) say(problem);
  } catch {
    // no connection: the stream asks again when there is one
  }
}
