// The line to the frame: offered to the server's origin and nobody else; the visitor's secret goes over
// it only after the frame has answered.
export function line({ iframe, origin, kept, heard }) {
  let port = null;
  const say = (type, data = {}) => port?.postMessage({ type, ...data });
  const session = () => {
    const { token = null, ...rest } = kept.all();
    const language = document.documentElement.lang || navigator.language;
    say('session', { token, kept: rest, page: address(), title: document.title, language });
  };
  const connect = () => {
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => {
      if (data.type === 'ready') {
        port = channel.port1;
        session();
      }
      heard(data);
    };
    iframe.contentWindow.postMessage({ deskbell: 'connect' }, origin, [channel.port2]);
  };
  let last = address();
  setInterval(() => {
    if (last !== address()) say('page', { url: (last = address()), title: document.title });
  }, 1_000);
  // Another tab of this site may have begun a conversation.
  addEventListener('storage', ({ key }) => key === kept.name && session());
  return { say, connect };
}

function address() {
  return location.href.split('#')[0];
}
