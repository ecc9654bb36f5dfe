// The list of keys, and the switch that turns single keys off in this browser (WCAG 2.1.4).
//   openKeys(); keysOn() → boolean
const NAME = 'deskbell:keys';

export function keysOn() {
  try {
    return localStorage.getItem(NAME) !== 'off';
  } catch {
    return true;
  }
}

export function openKeys() {
  const dialog = document.getElementById('keys');
  if (!dialog || dialog.open) return;
  draw(dialog);
  dialog.showModal();
}

function draw(dialog) {
  dialog.querySelector('[role=switch]').setAttribute('aria-checked', String(keysOn()));
  dialog.querySelector('[data-off]').hidden = keysOn();
}

document.addEventListener('click', (event) => {
  const opens = event.target.closest('[data-keys]');
  const flips = event.target.closest('#keys [role=switch]');
  if (opens) {
    opens.closest('[popover]')?.hidePopover();
    openKeys();
  }
  if (!flips) return;
  try {
    localStorage.setItem(NAME, keysOn() ? 'off' : 'on');
  } catch {
    // storage is forbidden: it stays as it is
  }
  draw(document.getElementById('keys'));
});
