// Opens what a notice is about: on the desk in its place, elsewhere as a page.
//   open(event, '/desk/…?list=waiting')   event: the click on a link; go(path) without one
export function open(event, path) {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  go(path);
}

export function go(path) {
  const id = decodeURIComponent(/^\/desk\/([^/?]+)/.exec(path)?.[1] ?? '');
  const row = id && document.getElementById(`row-${id}`)?.querySelector('a.row');
  if (row) row.click();
  else location.assign(path);
}
