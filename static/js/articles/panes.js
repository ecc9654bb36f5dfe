// On a narrow screen one sees what is written, or what is read.
//   startPanes(form)
export function startPanes(form) {
  const tabs = form.querySelectorAll('[data-shows]');
  for (const tab of tabs) {
    tab.addEventListener('click', () => {
      form.dataset.pane = tab.dataset.shows;
      for (const each of tabs) each.setAttribute('aria-pressed', String(each === tab));
      scrollTo({ top: 0 });
    });
  }
  // Links in the preview are looked at beside the editor.
  form.querySelector('.read').addEventListener('click', (event) => {
    const link = event.target.closest('a[href]');
    if (!link || link.getAttribute('href').startsWith('#')) return;
    event.preventDefault();
    open(link.href, '_blank', 'noopener');
  });
}
