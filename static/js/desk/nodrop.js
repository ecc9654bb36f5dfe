// A file that is dropped where none is wanted would be opened in place of the page.
for (const kind of ['dragover', 'drop']) {
  document.addEventListener(kind, (event) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files') || event.target.closest?.('input[type=file]')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  });
}
