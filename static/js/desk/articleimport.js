// Articles from files (views/admin/articleimport.templ): folders can be dropped, what is no article is not sent, and
// one sees how far it is. Without it the form sends what its fields hold.
import { dropped } from '../shared/dropped.js';
import { say, toLogin } from './post.js';

const WANTED = /\.(md|markdown|mdown|mkd|mdx|html?|xhtml|zip|png|jpe?g|gif)$/i;
const MOST = 50 << 20; // bytes
const form = document.getElementById('import-files');

if (form) {
  const over = (on) => form.classList.toggle('dropping', on);
  form.addEventListener('dragover', (event) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    over(true);
  });
  form.addEventListener('dragleave', (event) => {
    if (!form.contains(event.relatedTarget)) over(false);
  });
  form.addEventListener('drop', (event) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    over(false);
    dropped(event.dataTransfer).then(send);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const inputs = form.querySelectorAll('[type=file]');
    send([...inputs].flatMap((input) => [...input.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }))));
  });
}

function send(all) {
  const line = form.querySelector('.sending');
  const files = all.filter(({ path }) => WANTED.test(path) && !/(^|\/)(\.|node_modules\/|__MACOSX\/)/.test(path));
  if (!line.hidden) return;
  if (!files.length) return say({ message: all.length ? 'There are no articles in this: no files that end with .md, .html or .zip.' : 'Choose files or a folder first.' });
  if (files.reduce((sum, { file }) => sum + file.size, 0) > MOST) return say({ message: 'That is too large: at most 50 MB at a time. Import it in parts.' });
  const body = new FormData();
  for (const { path, file } of files) body.append('files', file, path);
  const request = new XMLHttpRequest(); // fetch does not tell how much has been sent
  const bar = told(line, files.length, request);
  request.open('POST', form.action);
  request.setRequestHeader('Accept', 'application/json');
  request.upload.onprogress = ({ loaded, total }) => (bar.value = total ? loaded / total : 0);
  request.onload = () => {
    const answer = read(request.responseText);
    if (request.status === 401) return toLogin();
    if (request.status === 201 && answer.to) return location.assign(answer.to);
    ended(line, answer.message ?? 'That did not work. Try again.');
  };
  request.onerror = () => ended(line, 'The server cannot be reached, or the files were changed meanwhile. Try again.');
  request.onabort = () => ended(line);
  request.send(body);
}

function told(line, count, request) {
  const words = document.createElement('span');
  words.textContent = count === 1 ? 'Sending 1 file' : `Sending ${count} files`;
  const bar = document.createElement('progress');
  bar.setAttribute('aria-label', words.textContent);
  bar.value = 0;
  const cancel = document.createElement('button');
  cancel.type = 'button';
  cancel.className = 'button bare small';
  cancel.textContent = 'Cancel';
  cancel.addEventListener('click', () => request.abort());
  line.replaceChildren(words, bar, cancel);
  line.hidden = false;
  return bar;
}

function ended(line, message) {
  line.hidden = true;
  line.replaceChildren();
  if (message) say({ message });
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {}; // a proxy's page
  }
}
