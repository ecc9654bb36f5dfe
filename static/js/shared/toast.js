// Says something short that needs no answer, in #toasts (a status, so that it is read out).
//   toast('Not connected.');   toast('…', {bad: true, ms: 8000});
export function toast(words, { bad = false, ms = 6_000 } = {}) {
  const place = document.getElementById('toasts');
  if (!place) return;
  const element = document.createElement('div');
  element.className = bad ? 'toast said bad' : 'toast said';
  const line = document.createElement('p');
  line.textContent = words;
  element.append(line);
  place.querySelector(':scope > .said')?.remove();
  place.append(element);
  setTimeout(() => element.remove(), ms);
}
