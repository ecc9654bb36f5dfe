// Files that come to a page by drop or by paste. Where none are wanted, a drop is stopped all the same: the
// browser would open the file in place of the page.
//   const stop = incoming({
//     wanted: (event) => boolean,   they are taken there now
//     take: (files) => {},
//     over: (on) => {},             optional: files are held above the page, or not any more
//   })
const PAUSE = 400; // ms without a dragover: they have left

export function incoming({ wanted, take, over = () => {} }) {
  const gone = new AbortController();
  const on = { signal: gone.signal };
  let leaving;
  const left = () => {
    clearTimeout(leaving);
    over(false);
  };
  document.addEventListener(
    'dragover',
    (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      const here = wanted(event);
      event.dataTransfer.dropEffect = here ? 'copy' : 'none';
      over(here);
      clearTimeout(leaving);
      leaving = setTimeout(left, PAUSE);
    },
    on,
  );
  document.addEventListener(
    'drop',
    (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      left();
      if (wanted(event)) take([...event.dataTransfer.files]);
    },
    on,
  );
  document.addEventListener(
    'paste',
    (event) => {
      const { files, types } = event.clipboardData ?? {};
      // Cells of a sheet come as words and as a picture of them: the words are meant.
      if (!files?.length || types.includes('text/plain') || !wanted(event)) return;
      event.preventDefault();
      take([...files]);
    },
    on,
  );
  return () => {
    gone.abort();
    left();
  };
}
