const DAY_MS = 86_400_000;

const text = (at, options) => new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options }).format(at);

/** The days that a view shows around that day, half-open; days are epoch milliseconds of their midnight in UTC. */
export function viewRange(type, day) {
  if (type === 'timeGridDay') return { from: day, to: day + DAY_MS };
  const at = new Date(day);
  const first = type === 'dayGridMonth' ? Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1) : day;
  const from = first - new Date(first).getUTCDay() * DAY_MS;
  return { from, to: from + (type === 'dayGridMonth' ? 42 : 7) * DAY_MS };
}

export const daysBetween = ({ from, to }) =>
  Array.from({ length: (to - from) / DAY_MS }, (_, index) => from + index * DAY_MS);

/** "Nov 22 – 28, 2026", "November 22, 2026", "November 2026" */
export function titleOf(type, day) {
  if (type === 'dayGridMonth') return text(day, { month: 'long', year: 'numeric' });
  if (type === 'timeGridDay') return text(day, { dateStyle: 'long' });
  const { from, to } = viewRange(type, day);
  const format = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', dateStyle: 'medium' });
  return format.formatRange(from, to - DAY_MS);
}

/** `2026-11-24` */
export const isoOf = (at) => new Date(at).toISOString().slice(0, 10);
export const weekdayOf = (at) => text(at, { weekday: 'short' });
export const numberOf = (at) => text(at, { day: 'numeric' });
export const longDateOf = (at) => text(at, { dateStyle: 'long' });
/** "11/24" */
export const slashedOf = (at) => text(at, { month: 'numeric', day: 'numeric' });

/** "7am", "12:30pm" */
export function clockOf(minutes) {
  const hour = Math.floor(minutes / 60);
  const rest = minutes % 60 === 0 ? '' : `:${String(minutes % 60).padStart(2, '0')}`;
  return `${((hour + 11) % 12) + 1}${rest}${hour < 12 ? 'am' : 'pm'}`;
}
