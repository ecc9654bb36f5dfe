// An exit is connected by dragging from it to a card, or by a click (or Enter) on it and then one on the
// card. On the empty canvas a new block is added there. Escape cancels; Delete on an exit disconnects it.
import { pull } from './pull.js';
import { addAt } from './add.js';
import { send } from '../ops.js';

export function connecting(board) {
  board.connect = (to) => connect(board, board.from, to);
  board.stopConnecting = () => stop(board);
  board.on('keydown', (event) => event.key === 'Escape' && board.from && cancel(board, event), { capture: true }, document);
  board.on('pointerdown', (down) => {
    const button = down.target.closest('.port');
    if (button && down.button === 0) pull(board, button, down);
  });
  board.on('click', (event) => {
    const button = event.target.closest('.port');
    if (!button) return board.from && !board.idOf(event.target) ? addAfter(board, event) : undefined;
    event.stopPropagation();
    if (board.from?.button === button) return stop(board);
    begin(board, button);
    board.say(`Click the block that “${label(button)}” leads to, or an empty place to add one. Escape cancels.`);
  });
  board.on('keydown', (event) => {
    const button = event.target.closest('.port');
    if (!button || (event.key !== 'Delete' && event.key !== 'Backspace')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    disconnect(board, button);
  });
}

const label = (button) => button.closest('li').querySelector('.truncate').textContent.trim();

export function begin(board, button) {
  stop(board);
  board.from = { block: board.idOf(button), port: button.dataset.port, button };
  button.setAttribute('aria-pressed', 'true');
  board.canvas.classList.add('connecting');
}

function stop(board) {
  board.from?.button.removeAttribute('aria-pressed');
  board.from = null;
  board.canvas.classList.remove('connecting');
  board.say('');
}

function cancel(board, event) {
  event.stopImmediatePropagation();
  board.from.button.focus({ preventScroll: true });
  board.quit();
  stop(board);
  board.say('Not connected.', false);
}

export function addAfter(board, event) {
  const { block, port } = board.from;
  stop(board);
  addAt(board, board.point(event), { after: block, port });
}

export async function connect(board, { block, port, button }, to) {
  const words = `${label(button)}: connected to ${board.name(to)}`;
  stop(board);
  await send('connect', { block, port, to_block: to, to_flow: '' }).then(() => board.say(words), () => {});
}

async function disconnect(board, button) {
  const words = `${label(button)}: leads nowhere now`;
  stop(board);
  const fields = { block: board.idOf(button), port: button.dataset.port, to_block: '', to_flow: '' };
  await send('connect', fields).then(() => board.say(words), () => {});
}
