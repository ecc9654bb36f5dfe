// Which key sends: Enter, or Ctrl (⌘) and Enter, as somebody has chosen; the choice is kept with them.
//   const sends = startEnter(form);   sends(event) → boolean
import { post, say } from './post.js';

export function startEnter(form) {
  const box = form.querySelector('[name=ctrl_enter]');
  const hint = form.querySelector('#reply-hint');
  const show = () => (hint.textContent = box.checked ? hint.dataset.ctrl : hint.dataset.enter);

  box.addEventListener('change', async () => {
    show();
    try {
      await post('/desk/keys', { ctrl_enter: box.checked ? 1 : 0 });
    } catch (refused) {
      box.checked = !box.checked;
      show();
      say(refused);
    }
  });
  return ({ shiftKey, ctrlKey, metaKey }) => !shiftKey && (!box.checked || ctrlKey || metaKey);
}
