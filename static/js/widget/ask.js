// What the visitor is asked for: choices, Skip, Back, a new conversation, and what the composer says.
import { act, retry } from './act.js';
import { page, prompt, scroller } from './page.js';
import { greet } from './talk.js';

export function startAsking(form) {
  scroller.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.matches('.again')) return retry();
    if (button.id === 'fresh') return startAnew(button);
    if (!button.closest('#prompt') || prompt().getAttribute('aria-busy') === 'true') return;
    if (button.dataset.choice) return choose(button);
    if (button.id === 'skip' || button.id === 'back') answer(button.id, {}, '');
  });
  document.addEventListener('deskbell:applied', () => fit(form));
  fit(form);
}

function choose(button) {
  answer('choose', { choice: button.dataset.choice }, button.textContent.trim());
}

// One answer a question: until the next one comes the buttons rest.
function answer(path, fields, words) {
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

function fit(form) {
  const { kind, placeholder, composer } = prompt().dataset;
  const field = form.querySelector('textarea');
  form.hidden = composer === 'off';
  field.placeholder = placeholder;
  field.inputMode = kind === 'email' ? 'email' : 'text';
}
