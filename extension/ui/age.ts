/** From this age on without a good answer the age is shown in amber. */
export const AGEING_AFTER_MS = 30_000;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "8 s ago", "3 min ago", "2 h ago", "4 days ago"; a clock that runs behind reads as "just now". */
export function ageInWords(ageMs: number): string {
  if (ageMs < 1_000) return 'just now';
  if (ageMs < MINUTE) return `${Math.floor(ageMs / 1_000)} s ago`;
  if (ageMs < HOUR) return `${Math.floor(ageMs / MINUTE)} min ago`;
  if (ageMs < DAY) return `${Math.floor(ageMs / HOUR)} h ago`;
  const days = Math.floor(ageMs / DAY);
  return days === 1 ? 'a day ago' : `${days} days ago`;
}
