// Whether a key belongs to a word that is being put together (an input method): then it is nobody else's.
// Safari ends the word before it tells of the Enter that did it, and leaves 229 for a sign.
export const composing = ({ isComposing, keyCode }) => isComposing || keyCode === 229;
