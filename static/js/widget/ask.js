// What the visitor is asked for: choices, forms, Skip, Back, Stop waiting, a new conversation.
import { act, retry } from './act.js';
import { page, prompt, scroller } from './page.js';
import { gatherFrom } from './prompts.js';
import { greet } from './talk.js';
import { toast } from '../shared/toast.js';
import { worded } from '../shared/worded.js';

const PASSING = ['skip', 'back', 'cancel'];

export function startAsking() {
  scroller.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.matches('.again')) return retry();
    if (button.id === 'fresh') return startAnew(button);
    if (!button.closest('#prompt')) return;
    if (button.dataset.choice) answer('choose', { choice: button.dataset.choice }, labelOf(button));
    if (PASSING.includes(button.id)) answer(button.id, {}, '');
  });
  scroller.addEventListener('submit', (event) => {
    if (event.target.id !== 'ask') return;
    event.preventDefault();
    send(event.target);
  });
}

// The first line of a button, without the one that explains it.
function labelOf(button) {
  const copy = button.cloneNode(true);
  copy.querySelector('small')?.remove();
  return copy.textContent.trim();
}

async function send(form) {
  if (form.querySelector('#ask-send')?.getAttribute('aria-disabled') === 'true') return;
  try {
    const found = await gatherFrom(form);
    if (found && form.isConnected) answer(found.path, found.fields, found.words);
  } catch {
    toast(worded('answer_not_sent', 'That could not be sent now. Write the answer below, or try again in a moment.'), { bad: true });
  }
}

// One answer a question: until the next one comes the buttons rest.
function answer(path, fields, words) {
  if (prompt().getAttribute('aria-busy') === 'true') return;
  prompt().setAttribute('aria-busy', 'true');
  act(path, { token: prompt().dataset.token, ...fields }, words);
}

async function startAnew(button) {
  button.setAttribute('aria-busy', 'true');
  try {
    await greet();
    page.fresh = true;
  } catch {
    button.removeAttribute('aria-busy');
  }
}
