// Sends one file and says how far it is.
//   const {id, name, type, size} = await upload(file, (part) => {}, signal);   part: 0 … 1
//   throws an Error with a sentence for the visitor
import { authorised, known, makeToken } from './api.js';
import { page } from './page.js';

const LATER = 'It stays with you; try again in a moment.';

export async function upload(file, progress, signal) {
  await known();
  makeToken();
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest(); // fetch does not tell how much has been sent
    const body = new FormData();
    body.append('file', file, file.name);
    request.open('POST', `${page.base}/files`);
    for (const [name, value] of Object.entries(authorised())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onload = () => {
      const answer = read(request.responseText);
      if (request.status === 200 || request.status === 201) return answer.id ? done(answer) : fail(new Error(LATER));
      fail(new Error(answer.message ?? LATER));
    };
    request.onerror = request.onabort = () => fail(new Error(LATER));
    signal.addEventListener('abort', () => request.abort());
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
