// What was typed into the form for a message and not sent yet.
//   fill(form)    puts it back in
//   moveOn(box)   the form is gone: what did not arrive goes on in the composer
import { random } from '../shared/ids.js';
import { keep } from './keep.js';
import { lettered } from './letterfiles.js';
import { log } from './page.js';

export function fill(form) {
  const kept = keep.get('letter') ?? {};
  for (const field of form.elements) if (field.name && !field.value) field.value = kept[field.name] ?? '';
  const { client_id: id } = form.elements;
  id.value ||= random(12);
  form.querySelector('[aria-invalid=true]')?.focus();
}

export function moveOn(box) {
  const { client_id: id, message } = keep.get('letter') ?? {};
  if (!id) return;
  keep.set('letter', null);
  const arrived = log.querySelector(`:scope > [data-client="${CSS.escape(id)}"]`);
  if (message && !arrived) box.back(message);
  if (!arrived) box.put(lettered());
  lettered(null);
}
