import { createHash } from 'node:crypto';
import type { Occurrence } from '../domain/occurrence.ts';

/** The id of an occurrence in a calendar: the same on every computer and after every restart. */
export function eventIdOf(calendarId: string, { uid, recurrenceId }: Occurrence): string {
  const digest = createHash('sha256')
    .update(`${calendarId}\n${uid}\n${recurrenceId ?? ''}`)
    .digest('base64url');
  return `evt_${digest.slice(0, 20)}`;
}
