// A scale answers at one click. The arrow keys choose without answering, since they pass over the
// others on their way: then a button shows, and Enter or the space bar answers too.
const ARROWS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

export function startRating(scroller) {
  let arrow = false;
  scroller.addEventListener('keydown', (event) => {
    const radio = event.target.closest('.scale input');
    arrow = radio !== null && ARROWS.includes(event.key);
    if (!radio?.checked || ![' ', 'Enter'].includes(event.key)) return;
    event.preventDefault();
    radio.form.requestSubmit();
  });
  scroller.addEventListener('keyup', () => (arrow = false));
  scroller.addEventListener('click', ({ target }) => {
    if (!target.matches('.scale input')) return;
    if (arrow) target.form.querySelector('[data-later]').hidden = false;
    else target.form.requestSubmit();
  });
}
