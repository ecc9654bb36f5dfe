// await settled();   one's own edits are with the server, or cannot get there now
import { unsent } from './ops.js';

export function settled() {
  if (!unsent()) return Promise.resolve();
  return new Promise((done) => {
    const heard = ({ detail: { waiting, stuck } }) => {
      if (waiting && !stuck) return;
      document.removeEventListener('builder:unsent', heard);
      done();
    };
    document.addEventListener('builder:unsent', heard);
  });
}
