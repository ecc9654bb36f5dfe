// What the visitor is asked for beyond buttons: fields, several choices, scales, forms, files. It is
// loaded when the first such prompt comes (widget/prompts.js) and gets what it needs from there:
//   start({scroller, prompt, conversation, keep, address, authorise})
//     conversation() → its id or ''; files are sent to address, with the headers of authorise()
//   returns gather(form) → {path, fields, words} to send, or null when something is missing still
//   startAttaching({…, form, open, changed}): see attach.js; startFetching({…}): see fetched.js
import { startAttaching as attaching } from './attach.js';
import { check, tidy } from './check.js';
import { startDrafts } from './draft.js';
import { startFetching } from './fetched.js';
import { startFiles } from './files.js';
import { startPicking } from './pick.js';
import { startRating } from './rating.js';
import { startSearching } from './search.js';
import { uploads } from './upload.js';
import { worded } from './when.js';

export { startFetching };

export const startAttaching = (given) => attaching({ ...given, upload: uploads(given) });

export function start(given) {
  const { scroller } = given;
  const draft = startDrafts(given);
  const files = startFiles({ ...given, upload: uploads(given) }, draft);
  startPicking(scroller);
  startRating(scroller);
  startSearching(scroller);
  tidy(scroller);

  const gather = {
    say(form) {
      const text = [...form.querySelectorAll('.values input')].map(worded).join(' – ');
      return { path: 'say', fields: { text }, words: text };
    },
    choose(form) {
      const chosen = [...form.querySelectorAll('[name=choices]:checked')];
      const words = chosen.map(({ dataset }) => dataset.label).join(', ');
      return { path: 'choose', fields: { choices: chosen.map(({ value }) => value) }, words };
    },
    rate(form) {
      const chosen = form.querySelector('[name=choice]:checked');
      return chosen && { path: 'choose', fields: { choice: chosen.value }, words: chosen.closest('label').textContent.trim() };
    },
    fill(form) {
      const fields = Object.fromEntries(new FormData(form));
      return { path: 'choose', fields, words: told(form) };
    },
    attach: (form) => files.gather(form),
  };
  return (form) => (check(form) ? gather[form.dataset.path](form) : null);
}

// A form's answers as the visitor's bubble has them: what was filled in, a line each.
function told(form) {
  return [...form.querySelectorAll('.field')]
    .map((field) => [field.querySelector('label').firstChild.textContent.trim(), field.querySelector('.input').value.trim()])
    .filter(([, value]) => value)
    .map((pair) => pair.join(': '))
    .join('\n');
}
