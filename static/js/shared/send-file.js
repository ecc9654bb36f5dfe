// Sends one file and says how far it is.
//   const {id, name, type, size} = await sendFile(address, file, {headers, progress, signal})
//     progress(part): 0 … 1; throws an Error with a sentence, its field `final` where another try is in vain
import { worded } from './worded.js';

const LATER = worded('stays_with_you', 'It stays with you; try again in a moment.');

export function sendFile(address, file, { headers = {}, progress = () => {}, signal }) {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest(); // fetch does not tell how much has been sent
    const body = new FormData();
    body.append('file', file, file.name);
    request.open('POST', address);
    for (const [name, value] of Object.entries({ Accept: 'application/json', ...headers })) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onload = () => {
      const answer = read(request.responseText);
      if (request.status === 200 || request.status === 201) return answer.id ? done(answer) : fail(new Error(LATER));
      const refused = answer.code && request.status < 500 && ![401, 408, 429].includes(request.status);
      fail(Object.assign(new Error(answer.message ?? LATER), { final: Boolean(refused) }));
    };
    request.onerror = request.onabort = () => fail(new Error(LATER));
    signal?.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {}; // a proxy's page
  }
}
