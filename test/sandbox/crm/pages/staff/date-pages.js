const DAY_MS = 86_400_000;
const text = (at, options) => new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options }).format(at);

/** Days of a date picker are epoch milliseconds of their midnight in UTC. */
export const dayOfIso = (iso) => Date.parse(`${iso}T00:00:00Z`);
export const isoOfDay = (day) => new Date(day).toISOString().slice(0, 10);

/** The first day of the month that lies so many months from the one of `day`. */
export function monthFrom(day, months) {
  const at = new Date(day);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1);
}

/** The six weeks from Sunday on that a picker shows of a month. */
export function pageOf(month) {
  const first = month - new Date(month).getUTCDay() * DAY_MS;
  return Array.from({ length: 42 }, (_, index) => first + index * DAY_MS);
}

export const isOfMonth = (day, month) => new Date(day).getUTCMonth() === new Date(month).getUTCMonth();
export const dayName = (day) => text(day, { weekday: 'short' });
export const dayNumber = (day) => text(day, { day: 'numeric' });
/** "Nov 24, 2026" */
export const shortDate = (day) => text(day, { dateStyle: 'medium' });
/** "November 2026" */
export const monthTitle = (month) => text(month, { month: 'long', year: 'numeric' });
