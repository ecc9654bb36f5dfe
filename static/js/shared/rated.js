// Shows what the visitor thinks of an answer of the AI: pressed thumbs where they can be pressed, a sign elsewhere.
//   rated(log, '12 1');   the entry's seq and 1, -1 or 0
export function rated(log, data) {
  const [seq, rating] = data.split(' ');
  const li = log?.querySelector(`:scope > [data-seq="${CSS.escape(seq)}"]`);
  for (const thumb of li?.querySelectorAll('[data-rate]') ?? []) thumb.setAttribute('aria-pressed', String(thumb.dataset.rate === rating));
  for (const sign of li?.querySelectorAll('[data-rated]') ?? []) sign.hidden = sign.dataset.rated !== rating;
}
