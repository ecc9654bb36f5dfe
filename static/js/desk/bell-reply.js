// <bell-reply> is the box in which an agent answers. What is in it is kept until it is sent; what was
// refused comes back into it, and so does a file that was on its way when its box went.
import { composer } from '../shared/composer.js';
import { composing } from '../shared/composing.js';
import { startEmoji } from '../shared/emoji.js';
import { startToolbar } from '../shared/toolbar.js';
import { typist } from '../shared/typist.js';
import { startAssist } from './assist.js';
import { startAttaching } from './attach.js';
import { startBlanks } from './blanks.js';
import { startCanned } from './canned.js';
import { startChanging } from './changing.js';
import { startEnter } from './enter.js';
import { kept } from './kept.js';
import { outgoing } from './outgoing.js';
import { post } from './post.js';

class BellReply extends HTMLElement {
  #undo;

  connectedCallback() {
    const id = this.dataset.conversation;
    const form = this.querySelector('form');
    const typing = typist((on) => post(`/desk/${id}/typing`, { on: on ? 1 : 0 }).catch(() => {}));
    this.files = startAttaching(this, { id, free: () => !this.changing.on, changed: () => this.box?.look() });
    this.changing = startChanging({ form, conversation: id, box: () => this.box });
    startCanned(form, id); // before the composer: it has the keys first
    const assist = startAssist(form, id);
    this.box = composer(form, {
      send: (text) => assist.done() ?? (this.changing.on ? this.changing.save(text) : outgoing.add(id, text, this.files.take())),
      typing,
      keep: (text) => this.changing.on || kept.setDraft(id, text),
      beside: () => this.#beside(),
      sends: startEnter(form),
      draft: kept.draft(id),
    });
    this.files.put(...kept.files(id));
    startToolbar(form);
    startBlanks(form);
    const shut = startEmoji(form);
    const gone = new AbortController();
    document.addEventListener('deskbell:refused', (event) => this.#back(event.detail), { signal: gone.signal });
    form.querySelector('textarea').addEventListener('keydown', this.#key);
    addEventListener('pagehide', this.box.flush, { signal: gone.signal });
    this.#undo = () => {
      this.box.flush();
      typing(false);
      gone.abort();
      assist.stop();
      shut();
      this.files.stop();
    };
    outgoing.draw(id);
  }

  disconnectedCallback() {
    this.#undo?.();
  }

  // Puts one's last message into the box.
  change() {
    return this.changing.begin();
  }

  #beside() {
    if (this.changing.on) return { some: this.changing.files > 0, wait: '' };
    const { list, busy, stuck } = this.files;
    if (busy) return { some: true, wait: 'A file is still on its way.' };
    return { some: list.length > 0, wait: stuck ? 'A file was not sent. Try it again, or remove it.' : '' };
  }

  #key = (event) => {
    const plain = !event.defaultPrevented && !composing(event) && !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
    if (plain && event.key === 'Escape' && this.changing.on) {
      event.preventDefault();
      this.changing.give();
    }
    if (!plain || event.key !== 'ArrowUp' || this.box.text || this.changing.on || this.#beside().some) return;
    if (!document.querySelector('.revise [data-edit]')) return;
    event.preventDefault();
    this.change();
  };

  #back({ conversation, text, files }) {
    if (conversation !== this.dataset.conversation) return;
    const words = [text, this.changing.on ? kept.draft(conversation) : this.box.text].filter(Boolean).join('\n');
    if (this.changing.on) kept.setDraft(conversation, words); // it comes back after what is being changed
    else if (text) this.box.set(words);
    this.files.put(...files);
  }
}

// Where the box is gone (a colleague has the chat now) the words wait in the draft.
document.addEventListener('deskbell:refused', ({ detail: { conversation, text, files } }) => {
  if (document.querySelector(`bell-reply[data-conversation="${CSS.escape(conversation)}"]`)) return;
  kept.setDraft(conversation, [text, kept.draft(conversation)].filter(Boolean).join('\n'));
  kept.setFiles(conversation, [...kept.files(conversation), ...files]);
});

customElements.define('bell-reply', BellReply);
