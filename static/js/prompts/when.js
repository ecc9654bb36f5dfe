// A picked date or time in words that the bot reads, in the page's language, for one's own bubble:
// "24 December 2026, 09:30".
//   worded(input) → text
const LONG = { day: 'numeric', month: 'long', year: 'numeric' };

export function worded({ type, value }) {
  if (!type.startsWith('date') || !value) return value.trim();
  const [day, clock] = value.split('T');
  const page = document.documentElement.lang;
  const locale = !page || page === 'en' ? 'en-GB' : page;
  if (day >= '1000') return [new Date(`${day}T12:00`).toLocaleDateString(locale, LONG), clock].filter(Boolean).join(', ');
  return [day, clock].filter(Boolean).join(' ');
}
