// Sends one after the other what is pressed in a row: the last press counts, whichever the network would have
// brought first.
//   const next = inOrder(); await next(() => post(…))
export function inOrder() {
  let last = Promise.resolve();
  return (send) => {
    const mine = last.then(send);
    last = mine.catch(() => {});
    return mine;
  };
}
