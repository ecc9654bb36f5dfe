// Reads a setting out of its form as the server takes it.
//   fieldsOf(wrapper) → {field, 's.…': value, …}   of a [data-setting] at the top of the form
// The items of a list are numbered as they stand; what is inside of one carries its own name only.
export function fieldsOf(wrapper) {
  const { setting } = wrapper.dataset;
  const fields = { field: setting };
  for (const control of wrapper.querySelectorAll('[data-name], [name=title], [name=note]')) {
    if (control.type === 'file' || !control.matches('input, textarea, select')) continue;
    fields[`s.${pathOf(control, wrapper)}`] = control.type === 'checkbox' ? String(control.checked) : control.value;
  }
  return fields;
}

function pathOf(control, wrapper) {
  const own = control.dataset.name ?? control.name;
  const item = control.closest('[data-item]');
  if (item && wrapper.contains(item)) return `${listPath(item, wrapper)}.${own}`;
  return wrapper.dataset.control === 'hours' ? `${wrapper.dataset.setting}.${own}` : own;
}

function listPath(item, wrapper) {
  const list = item.closest('[data-list]');
  const number = [...item.parentElement.children].filter((each) => each.matches('[data-item]')).indexOf(item);
  const outer = list === wrapper ? null : list.parentElement.closest('[data-item]');
  return `${outer ? `${listPath(outer, wrapper)}.` : ''}${list.dataset.list}.${number}`;
}

// settingOf is the setting at the top of the form that an element lies in; null outside of one.
export function settingOf(element) {
  const form = element?.closest?.('[data-fields]');
  let found = null;
  for (let at = element?.closest?.('[data-setting]'); at && form?.contains(at); at = at.parentElement.closest('[data-setting]')) found = at;
  return found;
}
