// The composer of the chat: words and files become a bubble at once and go to the outbox; what was not sent
// yet is kept as a draft.
//   const box = startSaying(form, end);
//   box.recall()     puts the draft in that an earlier page kept, with its files
//   box.text, box.set(words)
//   box.put(files)   those that are sent ahead already
//   box.back(words)  puts words in that were not sent, before what is there
import { composer } from '../shared/composer.js';
import { toast } from '../shared/toast.js';
import { typist } from '../shared/typist.js';
import { act, askAgain, whenRefused } from './act.js';
import { post } from './api.js';
import { startAttaching } from './attach.js';
import { keep } from './keep.js';
import { prompt, scroller } from './page.js';
import { begun } from './talk.js';

export function startSaying(form, end) {
  const typing = typist((on) => begun() && post('typing', { on: on ? 1 : 0 }).catch(() => {}));
  const files = startAttaching(form, () => box.look());
  const box = composer(form, {
    send(text) {
      const sent = files.take();
      act('say', { text, file: sent.map(({ id }) => id) }, [text, ...sent.map(({ name }) => name)].filter(Boolean).join('\n'), { files: sent });
      end.go();
    },
    typing,
    beside: () => ({ some: files.list.length > 0, wait: files.wait }),
    keep: (text) => keep.set('draft', text.trim() && !('secret' in prompt().dataset) ? text : null),
  });
  addEventListener('pagehide', box.flush);
  const back = (words) => box.set([words, box.text].filter(Boolean).join('\n'));
  // Words that the server will not have go back to where they can be changed.
  whenRefused((item, sentence, field) => {
    askAgain();
    if (item.path === 'say' && !item.fields.token) back(item.fields.text);
    if (field !== 'file') files.put(item.files);
    toast(sentence, { bad: true });
  });
  const next = () => {
    const wrong = prompt().querySelector('[aria-invalid=true]');
    // By touch, a field would call the keyboard up.
    const touch = matchMedia('(pointer: coarse)').matches;
    const first = wrong ?? (touch ? null : prompt().querySelector('form#ask :is(.input, input):not([hidden])'));
    if (first) first.focus();
    else if (touch || form.hidden) scroller.focus({ preventScroll: true });
    else box.focus();
  };
  // Once all is in its place: then the composer may be there again.
  document.addEventListener('deskbell:focuslost', () => queueMicrotask(next));
  return {
    back,
    set: box.set,
    put: files.put,
    get text() {
      return box.text;
    },
    recall() {
      if (!box.text && keep.get('draft')) box.set(keep.get('draft'));
      files.recall();
    },
  };
}
