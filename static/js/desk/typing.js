// Says that the visitor is typing, and forgets it when nothing more is heard.
//   showTyping(element, 'Hanna');   showTyping(element, '');
import { worded } from '../shared/worded.js';

const FORGET = 8_000;
let forgetting;

export function showTyping(element, name) {
  if (!element) return;
  clearTimeout(forgetting);
  element.textContent = name ? worded('typing', '{name} is typing', { name }) : '';
  if (name) forgetting = setTimeout(() => (element.textContent = ''), FORGET);
}
