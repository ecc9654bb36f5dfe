// Marks what in the lists depends on who looks: the row of the conversation that is open, wherever it came
// from, and a chat that is offered to oneself.
//   marked(lists, conversation);
export function marked(lists, conversation) {
  for (const row of lists.querySelectorAll('.row')) {
    if (conversation && row.parentElement.dataset.of === conversation) row.setAttribute('aria-current', 'true');
    else row.removeAttribute('aria-current');
  }
  const me = document.documentElement.dataset.me;
  for (const offer of lists.querySelectorAll(`[data-offered="${CSS.escape(me)}"]:not(.mine)`)) {
    offer.classList.add('mine');
    offer.textContent = 'offered to you';
  }
}
