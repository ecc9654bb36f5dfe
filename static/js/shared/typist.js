// Tells the other side that one is writing: at most every three seconds, and once when it is over.
//   const typing = typist((on) => post(…));   typing(true); typing(false)
const EVERY = 3_000;

export function typist(tell) {
  let told = 0;
  let idle;
  const stop = () => {
    clearTimeout(idle);
    if (told) tell(false);
    told = 0;
  };
  return (on) => {
    if (!on) return stop();
    clearTimeout(idle);
    idle = setTimeout(stop, 2 * EVERY);
    if (Date.now() - told < EVERY) return;
    told = Date.now();
    tell(true);
  };
}
