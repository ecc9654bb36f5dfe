// What was filled in and not answered yet. It comes back after a reload, after a refused answer and when
// the server draws the same question again; the next question forgets it. What is sensitive stays in
// the page.
//   const draft = startDrafts(given);   draft.value(name), draft.set(name, value): for what is no field
const KEY = 'ask';

export function startDrafts({ scroller, prompt, conversation, keep }) {
  let now = keep.get(KEY) ?? {};

  const question = () => `${conversation()}.${prompt().dataset.kind}.${prompt().dataset.token}`;
  const values = () => (now.question === question() ? now.values : {});
  const set = (name, value) => {
    now = { question: question(), values: { ...values(), [name]: value } };
    if (!('secret' in prompt().dataset)) keep.set(KEY, now);
  };
  const fill = () => {
    const form = prompt().querySelector('form#ask');
    if (!form || 'filled' in form.dataset) return;
    form.dataset.filled = '';
    if (now.question && now.question !== question()) forget();
    for (const field of form.elements) restore(field, values()[field.name]);
    form.dispatchEvent(new CustomEvent('deskbell:filled', { bubbles: true }));
  };
  const forget = () => {
    now = {};
    if (keep.get(KEY)) keep.set(KEY, null);
  };

  scroller.addEventListener('input', ({ target }) => {
    const { form, name, type } = target;
    if (form?.id !== 'ask' || !name || type === 'radio') return;
    set(name, type === 'checkbox' ? checked(form, name) : target.value);
  });
  document.addEventListener('deskbell:applied', () => {
    if (prompt().querySelector('form#ask')) fill();
    else if (now.question) forget();
  });
  queueMicrotask(fill);
  return { set, value: (name) => values()[name] };
}

const checked = (form, name) => [...form.elements].filter((each) => each.name === name && each.checked).map(({ value }) => value);

function restore(field, value) {
  if (value === undefined) return;
  if (field.type === 'checkbox') field.checked = value.includes(field.value);
  else if (field.type !== 'file' && field.type !== 'radio') field.value = value;
}
