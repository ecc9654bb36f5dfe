// The bubble of a reply that the server does not have yet; the entry that arrives takes its place (see
// shared/apply.js).
//   drawPending({id, conversation, text, files}, tryAgain); stuck(item); removePending(item)
export function drawPending(item, tryAgain) {
  const log = document.querySelector(`ol[data-log="${CSS.escape(item.conversation)}"]`);
  if (!log || log.querySelector(`:scope > [data-client="${CSS.escape(item.id)}"]`)) return;
  const li = document.getElementById('pending').content.firstElementChild.cloneNode(true);
  li.dataset.client = item.id;
  li.querySelector('[data-text]').textContent = [item.text, ...(item.files ?? []).map(({ name }) => name)].filter(Boolean).join('\n');
  li.querySelector('[data-again]').addEventListener('click', () => {
    look(li, false);
    tryAgain();
  });
  log.append(li);
  li.scrollIntoView({ block: 'nearest' });
}

export function stuck(item) {
  const li = find(item);
  if (li) look(li, true);
}

export function removePending(item) {
  find(item)?.remove();
}

function find(item) {
  return document.querySelector(`[data-client="${CSS.escape(item.id)}"]:not([data-seq])`);
}

function look(li, failed) {
  li.toggleAttribute('data-failed', failed);
  li.querySelector('.receipt.failed').hidden = !failed;
  li.querySelector('[data-sending]').hidden = failed;
}
