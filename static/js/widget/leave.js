// The form for a message while nobody is there. htmx, which comes with the first form, posts it; here it gets the
// visitor's secret and its own id (so that a second try is the same message), and keeps what was typed. Where it
// goes away unsent, because somebody takes the chat over, its message goes on in the composer.
import { worded } from '../shared/worded.js';
import { authorised, common, makeToken } from './api.js';
import { keep } from './keep.js';
import { letterFiles, lettered } from './letterfiles.js';
import { fill, moveOn } from './letterdraft.js';
import { begun, listen } from './talk.js';

const LATER = worded('not_sent_stays', 'Not sent. It stays here; try again in a moment.');
let htmx = null;
let files = null;
let ready = Promise.resolve(); // htmx has the form, or cannot be had

export function startLeaving(box) {
  document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
    makeToken();
    Object.assign(ctx.request.headers, authorised());
    for (const [name, value] of Object.entries(common())) ctx.request.body.set(name, value);
    for (const id of files.ids()) ctx.request.body.append('file', id);
    ctx.request.timeout = 20_000;
    problem('');
  });
  document.addEventListener('htmx:after:request', ({ detail: { ctx } }) => finished(ctx));
  document.addEventListener('htmx:error', () => problem(LATER));
  document.addEventListener('submit', early, true);
  document.addEventListener('input', ({ target }) => {
    if (target.form?.id === 'leave') keep.set('letter', Object.fromEntries(new FormData(target.form)));
  });
  document.addEventListener('deskbell:applied', () => (document.getElementById('leave') ? prepare() : moveOn(box)));
  document.addEventListener('htmx:after:swap', prepare);
  prepare();
}

function prepare() {
  const form = document.getElementById('leave');
  if (!form || form.dataset.ready) return ready;
  fill(form);
  files = letterFiles(form);
  form.dataset.ready = 'soon';
  return (ready = take(form));
}

async function take(form) {
  try {
    htmx ??= (await import(form.dataset.script)).default;
    htmx.process(form);
    form.dataset.ready = 'yes';
  } catch {
    delete form.dataset.ready;
  }
}

// What is pressed before htmx is there waits for it: the browser itself does not know who the visitor is.
async function early(event) {
  const form = event.target;
  if (form.id !== 'leave') return;
  const wait = files.wait();
  if (wait) {
    event.preventDefault();
    event.stopPropagation(); // htmx would send it
    return problem(wait);
  }
  if (form.dataset.ready === 'yes') return;
  event.preventDefault();
  await prepare();
  if (form.dataset.ready === 'yes') form.requestSubmit();
  else if (!form.dataset.ready) problem(LATER);
}

function finished({ response, text }) {
  if (response.raw.ok) {
    keep.set('letter', null);
    lettered(null);
    if (!begun()) listen();
  } else if (response.status !== 422) {
    problem(sentence(text));
  }
}

function sentence(text) {
  try {
    return JSON.parse(text).message;
  } catch {
    return LATER;
  }
}

function problem(words) {
  const line = document.getElementById('leave-problem');
  if (line) Object.assign(line, { textContent: words, hidden: !words });
}
