import type { Occurrence } from '../../../bridge/domain/occurrence.ts';

export const at = (time: string) => Date.parse(`2026-11-17T${time}:00Z`);

/** An ordinary event on 17 November 2026 in UTC, 09:00 to 10:00 unless said otherwise. */
export function occurrence(parts: Partial<Occurrence> = {}): Occurrence {
  return {
    uid: 'event@example.org',
    start: at('09:00'),
    end: at('10:00'),
    recurrenceId: null,
    recurring: false,
    allDay: false,
    title: 'Dentist',
    transparent: false,
    status: 'confirmed',
    busyStatus: null,
    attendees: [],
    travelMs: 0,
    endsBeforeStart: false,
    written: null,
    ...parts,
  };
}
