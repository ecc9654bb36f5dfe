// The file prompt: each file is sent as it is chosen, dropped or pasted, and shows how far it is; the
// button then says which of them are the answer.
import { wrongWith } from './fits.js';

export function startFiles({ scroller, prompt, upload }, draft) {
  const box = () => prompt().querySelector('form[data-path=attach]');
  const list = () => box().querySelector('.uploads');
  const done = () => [...list().children].filter((li) => li.file).map((li) => li.file);

  const add = (files) => {
    const problems = [];
    for (const file of files) {
      const problem = wrongWith(file, box().dataset, list().children.length);
      if (problem) problems.push(problem);
      else send(file);
    }
    complain(problems.join(' '));
  };
  const send = async (file) => {
    const form = box();
    const li = row(file.name, size(file.size));
    const progress = li.querySelector('progress');
    try {
      shown(li, await upload(file, (part) => (progress.value = part), li.stop.signal));
      remember();
    } catch (problem) {
      li.remove();
      if (!li.stop.signal.aborted && form.isConnected) complain(`${file.name} was not sent. ${problem.message}`);
    }
    look();
  };
  const row = (name, words) => {
    const li = document.getElementById('upload').content.cloneNode(true).firstElementChild;
    li.querySelector('b').textContent = name;
    li.querySelector('small').textContent = words;
    li.querySelector('button').setAttribute('aria-label', `Remove ${name}`);
    li.querySelector('progress').setAttribute('aria-label', `Sending ${name}`);
    li.stop = new AbortController();
    list().append(li);
    look();
    return li;
  };
  const shown = (li, file) => {
    li.file = file;
    li.querySelector('progress').remove();
  };
  const remember = () => draft.set('files', done());
  const look = () => {
    if (!box()) return;
    list().hidden = list().children.length === 0;
    box().querySelector('[data-later]').hidden = list().hidden;
    box().querySelector('#ask-send').setAttribute('aria-disabled', String(done().length === 0 || done().length < list().children.length));
    box().querySelector('#attach').hidden = list().children.length >= Number(box().dataset.most);
  };
  const complain = (words) => {
    const line = box()?.querySelector('#ask-problem');
    if (!line) return;
    line.textContent = words;
    line.hidden = !words;
  };
  const chooser = () => box().querySelector('[type=file]');

  scroller.addEventListener('click', ({ target }) => {
    if (target.closest('#attach')) chooser().click();
    const li = target.closest('.uploads button')?.closest('li');
    if (!li) return;
    li.stop.abort();
    li.remove();
    look();
    remember();
    box().querySelector('#attach').focus();
  });
  scroller.addEventListener('change', ({ target }) => {
    if (target.id !== 'ask-files') return;
    add([...target.files]);
    target.value = '';
  });
  for (const kind of ['dragover', 'drop']) {
    document.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault(); // else the browser opens it in place of the chat
      if (kind === 'drop' && box()) add([...event.dataTransfer.files]);
    });
  }
  scroller.addEventListener('deskbell:filled', () => {
    if (box()) for (const file of draft.value('files') ?? []) shown(row(file.name, size(file.size)), file);
    look();
  });
  return {
    gather: () => (done().length === list().children.length ? { path: 'choose', fields: { file: done().map(({ id }) => id) }, words: done().map(({ name }) => name).join('\n') } : null),
  };
}

const size = (bytes) => (bytes < 1 << 20 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`);
