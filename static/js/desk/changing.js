// One's last message while it is changed: it stands in the composer in place of the draft, which comes back
// afterwards.
//   const changing = startChanging({form, conversation, box: () => composer})
//   changing.on → boolean; changing.begin() (the last one, if it may be changed); changing.save(text);
//   changing.give() (up)
import { random } from '../shared/ids.js';
import { kept } from './kept.js';
import { post, say, Refused } from './post.js';

export function startChanging({ form, conversation, box }) {
  const bar = form.querySelector('.revising');
  const button = form.querySelector('[type=submit]');
  const address = `/desk/${conversation}/revise`;
  let now = null; // {seq, files, id}

  const show = (found) => {
    now = found;
    bar.hidden = !now;
    button.textContent = now ? 'Save' : 'Send';
    form.querySelector('[data-attach]').disabled = Boolean(now);
    form.querySelector('.attached').hidden = Boolean(now);
  };
  const give = () => {
    if (!now) return;
    show(null);
    box().set(kept.draft(conversation));
    box().focus();
  };
  bar.querySelector('[data-give-up]').addEventListener('click', give);
  return {
    get on() {
      return now !== null;
    },
    get files() {
      return now?.files ?? 0;
    },
    give,
    async begin() {
      if (now) return box().focus();
      const answer = await fetch(address, { headers: { Accept: 'application/json' } }).catch(() => null);
      const found = await answer?.json().catch(() => null);
      if (now) return box().focus(); // pressed twice: the draft is put away already
      if (!answer?.ok || !found?.seq) return say(new Refused(answer?.status ?? 0, found ?? undefined));
      kept.setDraft(conversation, box().text);
      show({ ...found, id: random(12) });
      box().set(found.text);
      box().focus();
    },
    save(text) {
      if (button.getAttribute('aria-busy') !== 'true') store(text);
      return false; // the words stay until the server has them
    },
  };

  async function store(text) {
    const mine = now;
    button.setAttribute('aria-busy', 'true');
    try {
      await post(address, { client_id: mine.id, seq: mine.seq, text });
      if (box().text.trim() !== text) mine.id = random(12); // what was typed meanwhile is to be saved as well
      else if (now === mine) give();
    } catch (refused) {
      say(refused);
      if (refused.status) mine.id = random(12); // else it may be there: the next try is the same one
    } finally {
      button.removeAttribute('aria-busy');
    }
  }
}
