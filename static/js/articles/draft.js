// What was written and not saved stays in this browser, an article each, and is offered when one comes back.
//   const draft = startDraft(form)
//   draft.dirty → boolean; draft.saved() (the server has what is in the form); draft.leave() (it is sent as a form)
import { kept } from './kept.js';

const FIELDS = ['title', 'slug', 'slug_auto', 'category', 'language', 'same', 'body', 'was'];
const PAUSE = 400; // ms

export function startDraft(form) {
  const name = () => form.dataset.article || `new:${form.dataset.of}`;
  let clean = read(form);
  let later;
  let leaving = false;
  let offered = false; // and not decided: what is kept stays as it is
  const dirty = () => form.hasAttribute('data-refused') || !same(read(form), clean);
  const keep = () => {
    clearTimeout(later);
    if (!leaving && !offered) kept.set(name(), dirty() ? { ...read(form), at: Date.now() } : null);
  };
  const draft = {
    get dirty() {
      return dirty();
    },
    saved() {
      clean = read(form);
      form.removeAttribute('data-refused');
      kept.set(name(), null);
    },
    leave() {
      keep(); // where the server does not take it, it is offered again
      kept.sent(name());
      leaving = true;
    },
  };
  if (form.hasAttribute('data-made')) {
    kept.arrived();
    history.replaceState(null, '', location.pathname); // said once
  }
  form.addEventListener('input', () => {
    clearTimeout(later);
    later = setTimeout(keep, PAUSE);
  });
  addEventListener('pagehide', keep);
  addEventListener('pageshow', () => (leaving = false));
  addEventListener('beforeunload', (event) => {
    keep();
    if (dirty() && !leaving) event.preventDefault();
  });
  document.addEventListener('click', ({ target }) => {
    const away = target.closest('a[data-forget]');
    if (!away) return;
    leaving = true;
    kept.set(away.dataset.forget, null);
  });
  offered = offer(form, { there: kept.get(name()), clean, decided: () => (offered = false), discard: () => kept.set(name(), null) });
  return draft;
}

// Says that something is kept, and is true while nobody has said what becomes of it.
function offer(form, { there, clean, decided, discard }) {
  if (!there || form.hasAttribute('data-refused')) return false;
  if (same({ ...there, was: '' }, { ...clean, was: '' })) return Boolean(discard());
  const bar = form.querySelector('[data-draft]');
  const time = bar.querySelector('time');
  time.dateTime = new Date(there.at).toISOString();
  time.textContent = new Date(there.at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
  bar.querySelector('[data-behind]').hidden = there.was === clean.was;
  bar.hidden = false;
  bar.querySelector('[data-bring]').addEventListener('click', () => {
    decided();
    bar.hidden = true;
    for (const field of FIELDS) if (form.elements[field] && field in there) form.elements[field].value = there[field];
    form.elements.body.dispatchEvent(new Event('input', { bubbles: true }));
    form.elements.body.focus();
  });
  bar.querySelector('[data-discard]').addEventListener('click', () => {
    decided();
    bar.hidden = true;
    discard();
    form.elements.title.dispatchEvent(new Event('input', { bubbles: true })); // what is typed meanwhile is kept
  });
  return true;
}

const read = (form) => Object.fromEntries(FIELDS.map((name) => [name, form.elements[name]?.value ?? '']));
const same = (a, b) => FIELDS.every((name) => (a[name] ?? '') === (b[name] ?? ''));
