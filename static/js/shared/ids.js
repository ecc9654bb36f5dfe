// Random text of the characters A-Z a-z 0-9 - _ from so many bytes: 12 for a message's own id, 32
// for a secret.
export function random(bytes) {
  const drawn = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...drawn)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
