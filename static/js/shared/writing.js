// The answer that the AI is writing: a bubble of the bot at the end of a log with the words so far, or with dots while
// there are none, until its entry is there. template#writing is the bubble.
//   writing(log, data);   data is JSON {at, text}: text goes on behind the first `at` code points. What does not go on
//     with what is there is left out until one begins at 0. No text at 0 takes the bubble away
const FORGET = 20_000; // ms after the last words: the rest of it was lost
const LONGEST = 65_000; // ms without any: no answer takes longer

const so = new WeakMap(); // bubble → {count, over}
const ended = new WeakMap(); // log → what the bot has said last, in letters

export function writing(log, data) {
  const { at, text } = parsed(data);
  if (!log || !(at >= 0) || log.closest('[data-held]')) return;
  const there = log.querySelector(':scope > [data-writing]');
  if (text === '') return at === 0 && there && drop(there);
  if (at > 0 ? so.get(there)?.count !== at : late(log, text)) return;
  const li = there ?? put(log);
  if (!li) return;
  ended.delete(log);
  show(li, at, text);
  clearTimeout(so.get(li)?.over);
  so.set(li, { count: at + [...text].length, over: setTimeout(() => drop(li), wordsOf(li).hidden ? LONGEST : FORGET) });
}

function parsed(data) {
  try {
    const { at, text } = JSON.parse(data);
    if (Number.isSafeInteger(at) && typeof text === 'string') return { at, text };
  } catch {
    // it is no news then
  }
  return { at: -1 };
}

const wordsOf = (li) => li.querySelector('.bubble > p');

const lettersOf = (text) => text.replace(/[^\p{L}\p{N}]+/gu, '');

// What was still on its way when the entry came begins as that does.
function late(log, text) {
  const letters = lettersOf(text);
  return letters !== '' && (ended.get(log) ?? '').startsWith(letters);
}

// It stands behind what is kept, before what is still on its way to the server.
function put(log) {
  const li = document.getElementById('writing')?.content.cloneNode(true).firstElementChild;
  const last = [...log.querySelectorAll(':scope > [data-seq]')].at(-1);
  if (!li) return null;
  if (last) last.after(li);
  else log.prepend(li);
  return li;
}

function show(li, at, text) {
  const words = wordsOf(li);
  if (at > 0) words.append(text);
  else if (words.textContent !== text) words.textContent = text;
  words.hidden = !words.textContent.trim();
  li.querySelector('.typing').hidden = !words.hidden;
  words.parentElement.classList.toggle('streaming', !words.hidden);
}

function drop(li) {
  clearTimeout(so.get(li)?.over);
  li.remove();
}

// What the bot or a person says, and what happens, ends it; what the visitor adds does not.
document.addEventListener('deskbell:applied', ({ detail }) => {
  if (!detail.live) return;
  for (const entry of detail.added) {
    const log = entry.parentElement;
    const by = entry.dataset.by;
    if (log) ended.set(log, by === 'bot' ? lettersOf(entry.querySelector('.bubble')?.textContent ?? '') : '');
    const li = log?.querySelector(':scope > [data-writing]');
    if (!li || by === 'visitor' || entry.matches('.note, .summary, [hidden]')) continue;
    if (by === 'bot') entry.classList.add('written'); // it stands where its words were
    drop(li);
  }
});
