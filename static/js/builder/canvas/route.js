// The way of a line while a card is in hand; models/flow/layout draws it better once it was dropped.
//   route(a, y, b) → SVG path   from the row y below the top of card a to card b, {x, y, w, h} each
//   reachTo(a, y, point)        to the pointer
const ENTRY = 19;
const REACH = 8;
const BEND = 26;

export function route(a, y, b) {
  const [x1, y1, x2, y2] = [a.x + a.w, a.y + y, b.x - 2, b.y + ENTRY];
  if (x2 - x1 >= REACH) return curve(x1, y1, x2, y2);
  const lane = between(a, b);
  return `M${x1} ${y1}C${x1 + BEND} ${y1} ${x1 + BEND} ${lane} ${x1} ${lane}H${x2}C${x2 - 22} ${lane} ${x2 - 22} ${y2} ${x2} ${y2}`;
}

export function reachTo(a, y, { x, y: to }) {
  return curve(a.x + a.w, a.y + y, x, to);
}

function curve(x1, y1, x2, y2) {
  const half = Math.max(BEND, (x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + half} ${y1} ${x2 - half} ${y2} ${x2} ${y2}`;
}

// between is the height at which a line turns back: in the room between two cards, else below both.
function between(a, b) {
  const below = b.y - (a.y + a.h);
  const above = a.y - (b.y + b.h);
  if (below >= 20) return a.y + a.h + Math.min(20, below / 2);
  if (above >= 20) return a.y - Math.min(20, above / 2);
  return Math.max(a.y + a.h, b.y + b.h) + 20;
}
