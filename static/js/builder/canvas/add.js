// Adding a block at a place: by a double click on the background, or by letting an exit go over it.
// The document hears 'deskbell:add' {after, port, x, y}.
export function adding(board) {
  board.on('dblclick', (event) => {
    if (!board.idOf(event.target) && !board.from) addAt(board, board.point(event));
  });
}

export function addAt(board, { x, y }, { after = '', port = '' } = {}) {
  const snap = (n) => Math.round(n / 20) * 20;
  const detail = { after, port, x: snap(x), y: snap(y - 19) };
  document.dispatchEvent(new CustomEvent('deskbell:add', { detail }));
}
