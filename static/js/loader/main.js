// The loader, on other people's pages:
//   <script src="https://…/widget.js" data-bot="KEY" async></script>
// It draws the button "Open chat" and nothing more: no frame, no cookie, no storage, no request until
// it is pressed. Only where this site's storage says that there is a conversation, the chat is loaded
// hidden, so that an answer is noticed. The one global is Deskbell {open, close, toggle, on}.
import { panel } from './panel.js';
import { store } from './store.js';

const script = document.currentScript ?? document.querySelector('script[data-bot][src*="/widget.js"]') ?? document.querySelector('script[src*="/widget.js"]');
const source = new URL(script?.src ?? location.href);
const bot = script?.dataset.bot ?? source.searchParams.get('bot'); // some tag managers drop data attributes

if (!bot) console.warn('Deskbell: the script tag names no bot. It needs data-bot="…".');
else if (!window.Deskbell) start();

function start() {
  const listeners = [];
  const kept = store(`deskbell:${bot}`);
  const emit = (name, detail) => {
    for (const each of listeners) if (each.name === name) each.listener(detail);
  };
  const chat = panel({ script, base: new URL('.', source).href, bot: encodeURIComponent(bot), kept, emit });
  window.Deskbell = {
    open: () => chat.set(true),
    close: () => chat.set(false),
    toggle: chat.toggle,
    on: (name, listener) => void listeners.push({ name, listener }),
  };
  const place = () => {
    if (document.body && !chat.host.isConnected) document.body.append(chat.host);
  };
  place();
  // The body may come later, and sites that swap it take the button with it.
  new MutationObserver(place).observe(document.documentElement, { childList: true, subtree: true });
  if (kept.all().token) (window.requestIdleCallback ?? setTimeout)(() => (kept.all().open && !chat.small() ? chat.set(true, true) : chat.load()));
}
