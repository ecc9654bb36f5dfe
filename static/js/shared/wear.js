// Puts a bot's own four colours on a style; at night they are light enough to be read on a dark sheet. Without
// them the style has ink on paper again.
//   wear(document.documentElement.style, ['#0f4c81', '#0b3a63', '#ffffff', '#0f4c81'])
export function wear(style, [fill, hover, on, words]) {
  const dark = (colour, least) => `light-dark(${colour}, oklch(from ${colour} max(l, ${least}) c h))`;
  set('--look', words && dark(fill, 0.525));
  set('--look-hover', words && dark(hover, 0.57));
  set('--on-look', words && on);
  set('--look-words', words && dark(words, 0.84));

  function set(name, value) {
    if (value) style.setProperty(name, value);
    else style.removeProperty(name);
  }
}
