// What can be seen to be wrong before anything is sent: what is missing, what is no email address. The
// server looks at the rest. What is wrong is said under its field, which gets the focus.
//   check(form) → boolean;   tidy(scroller): a field that is changed is no longer called wrong
import { worded } from '../shared/worded.js';

const MISSING = worded('fill_in', 'Please fill this in.');
const SHAPES = {
  email: worded('email_shape', 'One looks like name@example.com.'),
  date: worded('whole_date', 'A whole date is needed here.'),
  time: worded('whole_time', 'A whole time is needed here.'),
};

export function check(form) {
  const fields = [...form.querySelectorAll('.input[required], .input[type=email], .input[type^=date], .input[type=time]')];
  const wrong = fields.filter((field) => {
    const problem = problemOf(field);
    if (problem) say(field, problem);
    return problem;
  });
  wrong[0]?.focus();
  return wrong.length === 0;
}

export function tidy(scroller) {
  scroller.addEventListener('input', ({ target }) => {
    if (!target.closest('#prompt') || target.getAttribute('aria-invalid') !== 'true') return;
    target.removeAttribute('aria-invalid');
    const line = lineOf(target);
    if (line.id.endsWith('-error')) line.hidden = true;
    else if ('says' in line.dataset) calm(line);
  });
}

function problemOf({ value, required, type, validity }) {
  if (validity.badInput || (validity.typeMismatch && value)) return SHAPES[type] ?? SHAPES.date;
  return required && !value.trim() ? MISSING : '';
}

function calm(line) {
  line.className = 'hint';
  line.textContent = line.dataset.says;
}

function say(field, words) {
  const line = lineOf(field);
  field.setAttribute('aria-invalid', 'true');
  if (line.matches('.hint')) line.dataset.says = line.textContent;
  line.classList.replace('hint', 'error');
  (line.querySelector('span') ?? line).textContent = words;
  line.hidden = false;
}

function lineOf(field) {
  return document.getElementById(field.getAttribute('aria-describedby').split(' ').at(-1));
}
