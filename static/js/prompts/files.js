// The file prompt: each file is sent as it is chosen, dropped or pasted, and shows how far it is; the
// button then says which of them are the answer.
import { size, wrongWith } from '../shared/fits.js';
import { incoming } from '../shared/incoming.js';
import { worded } from '../shared/worded.js';
import { fileRow } from './row.js';

export function startFiles({ scroller, prompt, upload }, draft) {
  const box = () => prompt().querySelector('form[data-path=attach]');
  const list = () => box().querySelector('.uploads');
  const rows = new Set(); // they outlive the same question being drawn again
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
    const li = row(file.name, size(file.size));
    const progress = li.querySelector('progress');
    try {
      shown(li, await upload(file, (part) => (progress.value = part), li.stop.signal));
      remember();
    } catch (problem) {
      drop(li);
      if (!li.stop.signal.aborted && li.token === prompt().dataset.token) complain(worded('file_was_not_sent', '{file} was not sent. {why}', { file: file.name, why: problem.message }), true);
    }
    look();
  };
  const row = (name, words) => {
    const li = fileRow(name, words, prompt().dataset.token);
    rows.add(li);
    list().append(li);
    look();
    return li;
  };
  const drop = (li) => rows.delete(li) && li.remove();
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
    const attach = box().querySelector('#attach');
    const focused = document.activeElement === attach;
    attach.hidden = list().children.length >= Number(box().dataset.most);
    if (focused && attach.hidden) box().querySelector('#ask-send').focus();
  };
  const complain = (words, more) => {
    const line = box()?.querySelector('#ask-problem');
    if (!line) return;
    line.textContent = more ? `${line.textContent} ${words}`.trim() : words;
    line.hidden = !line.textContent;
  };
  const chooser = () => box().querySelector('[type=file]');

  scroller.addEventListener('click', ({ target }) => {
    if (target.closest('#attach')) chooser().click();
    const li = target.closest('.uploads button')?.closest('li');
    if (!li) return;
    li.stop.abort();
    drop(li);
    look();
    remember();
    box().querySelector('#attach').focus();
  });
  scroller.addEventListener('change', ({ target }) => {
    if (target.id !== 'ask-files') return;
    add([...target.files]);
    target.value = '';
  });
  incoming({ wanted: () => Boolean(box()), take: add });
  document.addEventListener('deskbell:applied', () => box() || rows.clear());
  scroller.addEventListener('deskbell:filled', () => {
    for (const li of rows) if (li.token !== prompt().dataset.token) rows.delete(li);
    if (!box()) return;
    if (rows.size === 0) for (const file of draft.value('files') ?? []) shown(row(file.name, size(file.size)), file);
    list().append(...rows);
    if (rows.size > 0) remember();
    look();
  });
  return {
    gather: () => (done().length === list().children.length ? { path: 'choose', fields: { file: done().map(({ id }) => id) }, words: done().map(({ name }) => name).join('\n') } : null),
  };
}
