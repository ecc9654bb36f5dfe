// <bell-say> is the box in which a guest answers. What is in it is kept until it is sent; what was refused comes
// back into it, and waits as a draft where the box has gone.
import { kept } from '../desk/kept.js';
import { post } from '../desk/post.js';
import { composer } from '../shared/composer.js';
import { startEmoji } from '../shared/emoji.js';
import { startToolbar } from '../shared/toolbar.js';
import { typist } from '../shared/typist.js';
import { worded } from '../shared/worded.js';
import { startAttaching } from './attach.js';
import { outgoing } from './outgoing.js';
import { base, log } from './page.js';

const here = () => log().dataset.log;

class BellSay extends HTMLElement {
  #undo;

  connectedCallback() {
    const form = this.querySelector('form');
    const typing = typist((on) => post(`${base}/typing`, { on: on ? 1 : 0 }).catch(() => {}));
    this.files = startAttaching(this, () => this.box?.look());
    this.box = composer(form, {
      send: (text) => outgoing.add(here(), text, this.files.take()),
      typing,
      keep: (text) => kept.setDraft(here(), text),
      beside: () => this.#beside(),
      draft: kept.draft(here()),
    });
    this.files.put(...kept.files(here()));
    startToolbar(form);
    const shut = startEmoji(form);
    addEventListener('pagehide', this.box.flush);
    this.#undo = () => {
      removeEventListener('pagehide', this.box.flush);
      this.box.flush();
      typing(false);
      shut();
      this.files.stop();
    };
    outgoing.draw(here());
  }

  disconnectedCallback() {
    this.#undo?.();
  }

  back({ text, files }) {
    if (text) this.box.set([text, this.box.text].filter(Boolean).join('\n'));
    this.files.put(...files);
  }

  #beside() {
    const { list, busy, stuck } = this.files;
    if (busy) return { some: true, wait: worded('still_on_its_way', 'A file is still on its way.') };
    return { some: list.length > 0, wait: stuck ? worded('some_not_sent', 'A file was not sent. Try it again, or remove it.') : '' };
  }
}

document.addEventListener('deskbell:refused', ({ detail }) => {
  const { conversation, text, files } = detail;
  const box = document.querySelector('bell-say');
  if (box) return box.back(detail);
  kept.setDraft(conversation, [text, kept.draft(conversation)].filter(Boolean).join('\n'));
  kept.setFiles(conversation, [...kept.files(conversation), ...files]);
});

customElements.define('bell-say', BellSay);
