// Edit and Delete at one's last message, for the five minutes in which it can be changed and while one has
// the chat.
import { random } from '../shared/ids.js';
import { now } from '../shared/now.js';
import { ask } from './ask.js';
import { post, say } from './post.js';

const FOR = 5 * 60_000;
const me = document.documentElement.dataset.me;
let ending;

document.addEventListener('deskbell:applied', mark);
mark();

function mark() {
  const last = lastOwn();
  clearTimeout(ending);
  for (const acts of document.querySelectorAll('.revise')) {
    if (acts.closest('li') === last || acts.contains(document.activeElement)) continue;
    acts.remove();
  }
  if (!last) return;
  ending = setTimeout(mark, Number(last.dataset.at) + FOR - now());
  if (last.querySelector('.revise')) return;
  const acts = document.getElementById('revise-acts').content.cloneNode(true);
  if (last.dataset.shows) acts.querySelector('[data-edit]').remove();
  last.querySelector('.receipt').prepend(acts);
}

function lastOwn() {
  const log = document.querySelector(`bell-log ol.log`);
  const reply = document.querySelector('bell-reply');
  if (!log || reply?.dataset.conversation !== log.dataset.log) return null;
  const last = [...log.querySelectorAll(`:scope > li[data-author="${CSS.escape(me)}"]`)].at(-1);
  return last && last.dataset.revised !== 'deleted' && now() - Number(last.dataset.at) < FOR ? last : null;
}

document.addEventListener('click', ({ target }) => {
  const acts = target.closest('.revise');
  if (!acts) return;
  if (target.closest('[data-edit]')) document.querySelector('bell-reply').change();
  if (target.closest('[data-delete]')) remove(acts.closest('li'), target.closest('button'));
});

async function remove({ dataset: { conversation, seq } }, button) {
  if (button.getAttribute('aria-busy') === 'true' || !(await ask('delete-message'))) return;
  button.setAttribute('aria-busy', 'true');
  const id = random(12);
  try {
    await post(`/desk/${conversation}/revise`, { client_id: id, seq, delete: 1 });
  } catch (refused) {
    say(refused);
  }
  button.removeAttribute('aria-busy');
}
