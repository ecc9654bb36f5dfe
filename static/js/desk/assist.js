// Drafts of the AI: a reply is suggested, what is written is rewritten, the chat is summed up. The draft goes into
// the words as if it were typed, so that the browser's own Undo knows it, and is never sent by itself. Words that
// were typed while it was written stay in front of it.
//   const assist = startAssist(form, conversation)   before the composer: it has the keys first
//   assist.done() when the words have gone; assist.stop() when the box goes
import { composing } from '../shared/composing.js';
import { insert } from '../shared/typed.js';
import { startDrafts } from './assistmenu.js';
import { sources } from './assistfrom.js';
import { Refused, say, send, toLogin } from './post.js';

const LONGEST = 60_000; // ms; the server gives up before
const SETTLES = 400; // ms in which Enter was meant for what stood there before

export function startAssist(form, conversation) {
  const line = form.querySelector('.drafted');
  if (!line) return { done() {}, stop() {} };
  const field = form.querySelector('textarea');
  const status = line.querySelector('[role=status]');
  const [cancel, undo, close] = ['cancel', 'undo', 'close'].map((name) => line.querySelector(`[data-draft-${name}]`));
  const from = line.querySelector('.from');
  const menu = startDrafts(form, (what, how) => write(what, how));
  let asking = null; // what the draft is asked for with
  let before = ''; // what the draft is in place of
  let came = -SETTLES;
  let word = Promise.resolve(); // one that an input method puts together ends

  const show = (words, { busy = false, all = [] } = {}) => {
    const inside = line.contains(document.activeElement);
    menu.busy(busy);
    status.textContent = words;
    line.hidden = !words;
    cancel.hidden = !busy;
    for (const button of [undo, close]) button.hidden = busy || !words;
    sources(from, all, field);
    if (inside && !document.activeElement?.offsetParent) field.focus();
  };
  const give = () => {
    asking?.abort();
    asking = null;
    show('');
  };
  const write = async (what, how) => {
    asking?.abort();
    const mine = (asking = new AbortController());
    const was = field.value;
    field.focus();
    show('Writing a draft…', { busy: true });
    try {
      const draft = await asked(`/desk/${conversation}/${what}`, how ? { how, text: was } : {}, AbortSignal.any([mine.signal, AbortSignal.timeout(LONGEST)]));
      await word;
      if (mine === asking) put(draft, was);
    } catch (refused) {
      if (mine !== asking) return;
      give();
      say(refused);
    }
  };
  const put = (draft, was) => {
    const at = document.activeElement;
    asking = null;
    before = field.value;
    const more = before !== was && before.trim() !== '';
    insert(field, more ? `\n\n${draft.text}` : draft.text, { from: more ? before.length : 0, to: before.length });
    came = performance.now();
    show('This is a draft. Read it before you send it.', { all: draft.sources });
    if (at && at !== document.body && at !== field && at.isConnected && at.offsetParent) at.focus(); // one writes elsewhere
  };
  const early = () => performance.now() - came < SETTLES;

  form.addEventListener('keydown', (event) => {
    const sends = event.key === 'Enter' && event.target === field && early();
    const gives = event.key === 'Escape' && asking && !composing(event) && !form.querySelector('.picker:not([hidden])');
    if (gives) give();
    if (!gives && !sends) return;
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });
  form.addEventListener('submit', (event) => early() && (event.preventDefault(), event.stopImmediatePropagation()));
  field.addEventListener('compositionstart', () => (word = new Promise((ended) => field.addEventListener('compositionend', ended, { once: true }))));
  cancel.addEventListener('click', give);
  close.addEventListener('click', () => show(''));
  undo.addEventListener('click', () => {
    insert(field, before, { from: 0, to: field.value.length });
    show('');
  });
  return { done: () => (asking || show(''), undefined), stop: () => (give(), menu.stop()) };
}

async function asked(address, fields, signal) {
  const answer = await send(address, fields, signal).catch(() => {
    throw new Refused(0, { message: 'No draft has come. Try again in a moment.' });
  });
  if (answer.status === 401) toLogin();
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok || typeof found.text !== 'string') throw new Refused(answer.status, found);
  return found;
}
