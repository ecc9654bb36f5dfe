// The form for a message while nobody is there. htmx, which comes with the first form, posts it; here it gets the
// visitor's secret and its own id (so that a second try is the same message), and keeps what was typed. Where it
// goes away unsent, because somebody takes the chat over, its message goes on in the composer.
import { random } from '../shared/ids.js';
import { worded } from '../shared/worded.js';
import { authorised, common, makeToken } from './api.js';
import { keep } from './keep.js';
import { log } from './page.js';
import { begun, listen } from './talk.js';

const LATER = worded('not_sent_stays', 'Not sent. It stays here; try again in a moment.');
let htmx = null;
let ready = Promise.resolve(); // htmx has the form, or cannot be had

export function startLeaving(box) {
  document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
    makeToken();
    Object.assign(ctx.request.headers, authorised());
    for (const [name, value] of Object.entries(common())) ctx.request.body.set(name, value);
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
  if (form.id !== 'leave' || form.dataset.ready === 'yes') return;
  event.preventDefault();
  await prepare();
  if (form.dataset.ready === 'yes') form.requestSubmit();
  else if (!form.dataset.ready) problem(LATER);
}

function fill(form) {
  const kept = keep.get('letter') ?? {};
  for (const field of form.elements) if (field.name && !field.value) field.value = kept[field.name] ?? '';
  const { client_id: id } = form.elements;
  id.value ||= random(12);
  form.querySelector('[aria-invalid=true]')?.focus();
}

function moveOn(box) {
  const { client_id: id, message } = keep.get('letter') ?? {};
  if (!id) return;
  keep.set('letter', null);
  const arrived = log.querySelector(`:scope > [data-client="${CSS.escape(id)}"]`);
  if (message && !arrived) box.back(message);
}

function finished({ response, text }) {
  if (response.raw.ok) {
    keep.set('letter', null);
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
