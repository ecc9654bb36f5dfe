// A line from an exit follows the pointer, to a card, or to an empty place where a block is added.
import { gesture } from './gesture.js';
import { rowOf } from './edges.js';
import { reachTo } from './route.js';
import { addAfter, begin, connect } from './connect.js';

export function pull(board, button, down) {
  const card = board.at(board.idOf(button));
  const sheet = board.svg.cloneNode(); // over the cards
  const line = document.createElementNS(sheet.namespaceURI, 'g');
  const path = document.createElementNS(sheet.namespaceURI, 'path');
  let goal;
  let left = false; // the card that it comes from: only then can it lead back to it
  const aim = (event) => {
    const over = board.idOf(document.elementFromPoint(event.clientX, event.clientY));
    left ||= over !== board.from.block;
    const next = left ? over : undefined;
    if (goal !== next) for (const id of [goal, next]) board.card(id)?.classList.toggle('goal', id === next);
    goal = next;
  };
  const done = () => {
    sheet.remove();
    board.card(goal)?.classList.remove('goal');
  };
  gesture(board, down, {
    begin: () => {
      begin(board, button);
      board.held = [board.from.block];
      sheet.removeAttribute('id');
      sheet.classList.add('pulling');
      line.classList.add('new');
      line.append(path);
      sheet.append(line);
      board.plane.append(sheet);
    },
    move: (event) => {
      aim(event);
      path.setAttribute('d', reachTo(card, rowOf(button), board.point(event)));
    },
    end: (event) => {
      done();
      if (goal) return void connect(board, board.from, goal);
      return left ? addAfter(board, event) : board.stopConnecting();
    },
    quit: () => {
      done();
      board.stopConnecting();
    },
  });
}
