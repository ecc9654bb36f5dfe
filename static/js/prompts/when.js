// A picked date or time in words that the bot reads, for one's own bubble: "24 December 2026, 09:30", or
// 2026-12-24 09:30 for somebody whose browser speaks no English.
//   worded(input) → text
const LONG = { day: 'numeric', month: 'long', year: 'numeric' };

export function worded({ type, value }) {
  if (!type.startsWith('date') || !value) return value.trim();
  const [day, clock] = value.split('T');
  const english = navigator.language.startsWith('en') && day >= '1000';
  if (english) return [new Date(`${day}T12:00`).toLocaleDateString('en-GB', LONG), clock].filter(Boolean).join(', ');
  return [day, clock].filter(Boolean).join(' ');
}
