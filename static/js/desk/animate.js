// [data-try=name] plays an animation for who wants to see it first. Who prefers less motion is told what the
// visitor would see.
const calm = matchMedia('(prefers-reduced-motion: reduce)');

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('button[data-try]');
  if (!button) return;
  const name = button.closest('li').querySelector('[type=submit]').textContent.trim();
  const said = button.closest('form').querySelector('[data-tried]');
  said.textContent = '';
  if (calm.matches) {
    said.textContent = `You prefer less motion. Visitors who do too see “${name}”.`;
    return;
  }
  try {
    const stage = await import(button.closest('[data-animations]').dataset.animations);
    stage.play(button.dataset.try);
  } catch {
    said.textContent = 'It cannot be shown now. Try again in a moment.';
  }
});
