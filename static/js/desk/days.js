// Puts a line between the days of a conversation, by the reader's own calendar: Today, Yesterday, or the date.
import { worded } from '../shared/worded.js';

document.addEventListener('deskbell:applied', part);
part();

function part() {
  for (const log of document.querySelectorAll('bell-log ol.log')) {
    const lines = new Map([...log.querySelectorAll(':scope > .day')].map((line) => [line.nextElementSibling, line]));
    let day = '';
    for (const li of log.querySelectorAll(':scope > [data-seq]')) {
      const time = li.hidden ? null : li.querySelector('time');
      if (!time) continue;
      const next = new Date(time.dateTime).toDateString();
      if (next !== day) {
        say(lines.get(li) ?? put(li, time.dateTime), next);
        lines.delete(li);
      }
      day = next;
    }
    for (const line of lines.values()) line.remove(); // what came above has made it wrong
  }
}

function put(li, moment) {
  const line = document.createElement('li');
  line.className = 'event day';
  const time = document.createElement('time');
  time.dateTime = moment;
  line.append(time);
  li.before(line);
  return line;
}

function say(line, day) {
  const words = word(new Date(day));
  if (line.textContent !== words) line.firstChild.textContent = words;
}

function word(day) {
  const today = new Date();
  const before = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (day.toDateString() === today.toDateString()) return worded('guest_today', 'Today');
  if (day.toDateString() === before.toDateString()) return worded('guest_yesterday', 'Yesterday');
  const year = day.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' };
  return day.toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long', ...year });
}
