// What the button says: in the words of the script tag (data-words-de="…|…" for who reads German, data-words for
// all others), in English without; and from when the chat has come, in its words.
const OWN = 'Open chat|Close chat|The chat cannot be opened at the moment.|Close|new message|new messages';

export function wordsOf(script) {
  const given = script.getAttribute(`data-words-${navigator.language.split('-')[0]}`) ?? script.dataset.words;
  return Object.assign(OWN.split('|'), given?.split('|'));
}
