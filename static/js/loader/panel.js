// The panel: the frame with the chat, opened and closed, and what is shown when the chat will not come.
import { line } from './line.js';
import { build, make } from './parts.js';
import { phone } from './phone.js';
import { wordsOf } from './words.js';

export function panel({ script, base, bot, kept, emit }) {
  const parts = build(script.dataset);
  const { host, box, launcher, badge, frame, bell, down } = parts;
  const mobile = phone(frame, () => set(false));
  const words = wordsOf(script);
  let wire = null;
  let open = false;

  const name = () => launcher.setAttribute('aria-label', words[Number(open)]);
  const turn = (on) => {
    open = on;
    if (on) load();
    frame.hidden = !on;
    box.classList.toggle('open', on);
    bell.toggleAttribute('hidden', on);
    down.toggleAttribute('hidden', !on);
    name();
    launcher.setAttribute('aria-expanded', on);
    wire?.say('shown', { open: on });
    if (on) mobile.opened();
    else mobile.closed();
  };
  // Quiet: the page begins with it open, and the focus stays where it is.
  const set = (on, quiet) => {
    if (on === open) return;
    const focused = document.activeElement === host;
    turn(on);
    if (kept.all().token) kept.set('open', on || null);
    if (on) quiet || frame.firstChild.focus();
    else if (focused) launcher.focus();
    emit(on ? 'open' : 'close');
  };
  const unread = (count) => {
    badge.hidden = !count;
    badge.replaceChildren(String(count), make('span', { class: 'unseen' }, ` ${words[count > 1 ? 5 : 4]}`));
    emit('unread', count);
  };
  const fail = async () => {
    const answer = await fetch(`${base}w/${bot}/check`).then((got) => got.json()).catch(() => ({ why: 'the server does not answer.' }));
    console.warn(`Deskbell: the chat cannot be shown here: ${answer.why ?? 'the frame does not answer.'}`);
    const close = make('button', { type: 'button' }, words[3]);
    close.onclick = () => set(false);
    frame.replaceChildren(make('div', { class: 'note', role: 'status' }, make('p', {}, words[2]), close));
    wire = null;
  };

  function load() {
    if (wire) return;
    const resume = kept.all().token ? '&resume=1' : '';
    const iframe = make('iframe', { title: 'Chat', src: `${base}w/${bot}?framed=1${resume}` });
    let late = setTimeout(fail, 20_000);
    wire = line({ iframe, origin: new URL(base).origin, kept, heard });
    iframe.onload = () => {
      clearTimeout(late);
      late = setTimeout(fail, 5_000);
      wire?.connect();
    };
    frame.replaceChildren(iframe);

    function heard({ type, key, value, count, from, words: told }) {
      if (type === 'ready') {
        clearTimeout(late);
        Object.assign(words, told);
        name();
        wire.say('shown', { open });
      }
      if (type === 'keep') kept.set(key, value);
      if (key === 'token' && value) kept.set('open', open || null); // from now on, on the next page too
      if (type === 'forget') for (const name of Object.keys(kept.all())) kept.set(name, null);
      if (type === 'close') set(false);
      if (type === 'unread') unread(count);
      if (type === 'message') emit('message', { from });
    }
  }

  launcher.onclick = () => set(!open);
  host.addEventListener('keydown', (event) => event.key === 'Escape' && set(false));
  turn(false);
  return { host, set, load, small: mobile.small, toggle: () => set(!open) };
}
