// The menu of drafts over the composer: arrows, Home, End and first letters go through it, Escape closes. What
// changes words is in it while there are any; languages unfold.
//   const menu = startDrafts(form, (what, how) => {});   menu.busy(on); menu.stop()
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

export function startDrafts(form, choose) {
  const field = form.querySelector('textarea');
  const button = form.querySelector('[data-drafts]');
  const menu = form.querySelector('.picker.drafts');
  const [more, languages] = [menu.querySelector('[data-languages]'), menu.querySelector('#draft-languages')];
  const items = () => [...menu.querySelectorAll('[role=menuitem]')].filter((each) => each.offsetParent);

  const show = (open) => {
    menu.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    if (!open) return;
    const rewrites = menu.querySelector('[data-rewrites]');
    if (rewrites) rewrites.hidden = !field.value.trim();
    unfold(false);
    reach(items()[0]);
  };
  const reach = (at) => menu.querySelectorAll('[role=menuitem]').forEach((each) => (each.tabIndex = each === at ? 0 : -1));
  const unfold = (open) => {
    if (!more) return;
    languages.hidden = !open;
    more.setAttribute('aria-expanded', String(open));
  };
  const leave = () => {
    show(false);
    button.focus();
  };
  const keys = {
    Escape: leave,
    Home: () => items()[0].focus(),
    End: () => items().at(-1).focus(),
    ArrowRight: (at) => at === more && (unfold(true), languages.querySelector('button').focus()),
    ArrowLeft: (at) => languages?.contains(at) && (unfold(false), more.focus()),
  };

  button.addEventListener('click', () => {
    if (button.getAttribute('aria-busy') === 'true') return;
    show(menu.hidden);
    if (!menu.hidden) items()[0].focus();
  });
  button.addEventListener('keydown', (event) => {
    if (!STEPS[event.key] || !menu.hidden) return;
    event.preventDefault();
    button.click();
    if (event.key === 'ArrowUp') items().at(-1)?.focus();
  });
  menu.addEventListener('click', ({ target }) => {
    const item = target.closest('[role=menuitem]');
    if (item === more) return unfold(languages.hidden);
    if (!item) return;
    show(false);
    choose(item.dataset.draft, item.dataset.how);
  });
  menu.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Enter' || event.key === ' ') return;
    const all = items();
    const at = all.indexOf(event.target);
    const letter = event.key.length === 1 && [...all.slice(at + 1), ...all].find((each) => each.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()));
    event.stopPropagation(); // letters are the desk's keys elsewhere
    if (event.key === 'Tab') return show(false);
    if (!STEPS[event.key] && !letter && !keys[event.key]) return;
    event.preventDefault();
    if (STEPS[event.key]) all[(at + STEPS[event.key] + all.length) % all.length].focus();
    else if (letter) letter.focus();
    else keys[event.key](event.target);
  });
  menu.addEventListener('focusin', ({ target }) => reach(target));
  menu.addEventListener('focusout', ({ relatedTarget }) => relatedTarget && !menu.contains(relatedTarget) && relatedTarget !== button && show(false));
  const outside = ({ target }) => !menu.hidden && !menu.contains(target) && !button.contains(target) && show(false);
  document.addEventListener('pointerdown', outside);
  return {
    busy: (on) => button.setAttribute('aria-busy', String(on)),
    stop: () => document.removeEventListener('pointerdown', outside),
  };
}
