import { say, sayCount } from '../words/say.ts';

/** From this age on without a good answer the age is shown in amber. */
export const AGEING_AFTER_MS = 30_000;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "8 s ago", "3 min ago", "2 h ago", "4 days ago"; a clock that runs behind reads as "just now". */
export function ageInWords(ageMs: number): string {
  if (ageMs < 1_000) return say('ageNow');
  if (ageMs < MINUTE) return say('ageSeconds', Math.floor(ageMs / 1_000));
  if (ageMs < HOUR) return say('ageMinutes', Math.floor(ageMs / MINUTE));
  if (ageMs < DAY) return say('ageHours', Math.floor(ageMs / HOUR));
  return sayCount('ageDays', Math.floor(ageMs / DAY));
}
