// input[data-filter=id] narrows what is in the element of that id to the [data-words] that have all the words
// which were typed, in them, in the attribute or in their field; a [data-filtered] group without any goes, and
// [data-nothing] says that there is none.
document.addEventListener('input', ({ target }) => {
  if (!target.dataset?.filter) return;
  const list = document.getElementById(target.dataset.filter);
  const words = target.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const each of list.querySelectorAll('[data-words]')) {
    const text = `${each.textContent} ${each.dataset.words} ${each.querySelector('input')?.value ?? ''}`.toLowerCase();
    each.hidden = !words.every((word) => text.includes(word));
    if (!each.hidden) found += 1;
  }
  for (const group of list.querySelectorAll('[data-filtered]')) group.hidden = !group.querySelector('[data-words]:not([hidden])');
  list.querySelector('[data-nothing]').hidden = found > 0;
});
