// The line to the loader on the host page. It is taken only from the window that holds this one, and
// only if that window's origin is among the bot's sites (or ours, for the playground).
//   const session = await meet(sites);  the loader's {token, kept, page, title, language}. The host page
//                                       may be slow: without it nobody knows who the visitor is
//   host.say(type, data)                ready, keep, close, unread, message
//   host.on(type, (data) => {})         shown, page, session
const listeners = {};
let port = null;

export const host = {
  say: (type, data = {}) => port?.postMessage({ type, ...data }),
  on: (type, listener) => (listeners[type] = listener),
};

export function meet(sites) {
  return new Promise((done) => {
    addEventListener('message', (event) => {
      if (port || event.source !== parent || event.data?.deskbell !== 'connect' || !event.ports[0]) return;
      if (event.origin !== location.origin && !sites.includes(event.origin)) return;
      port = event.ports[0];
      port.onmessage = ({ data }) => {
        if (data.type === 'session') done(data); // the first one; later ones have their listener
        listeners[data.type]?.(data);
      };
      host.say('ready', { words: document.documentElement.dataset.launcher?.split('|') });
    });
  });
}
