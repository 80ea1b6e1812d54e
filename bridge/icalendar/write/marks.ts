import { createHash } from 'node:crypto';
import type { Interval } from '../../../shared/intervals.ts';
import { FIELDS, type Field, type Fields } from './fields.ts';
import { propertyLine } from './property-line.ts';
import { utcTime } from './written-times.ts';

export const NOTE = 'X-SLOTBRIDGE-WROTE';

/** The marks that tell any bridge whose appointment this is and where the CRM put it. */
export function markLines(appointmentId: string, times: Interval): ReadonlyMap<string, string> {
  const id = appointmentId.replace(/[\p{Cc}\p{Cs}\s]/gu, '');
  return new Map([
    ['X-SLOTBRIDGE-APPOINTMENT', propertyLine('X-SLOTBRIDGE-APPOINTMENT', 'unknown', id)],
    ['X-SLOTBRIDGE-START', `X-SLOTBRIDGE-START:${utcTime(times.start)}`],
    ['X-SLOTBRIDGE-END', `X-SLOTBRIDGE-END:${utcTime(times.end)}`],
  ]);
}

/** What was last written of each field, as a short digest: any bridge can tell later whether the appointment changed it. */
export type Note = ReadonlyMap<Field, string>;

export function noteOf(fields: Fields): Map<Field, string> {
  return new Map(FIELDS.map((field) => [field, digestOf(fields[field])]));
}

export function digestOf(value: string | null): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);
}

export function noteLine(note: Note): string {
  const parts = [...note].map(([field, digest]) => `${field}=${digest}`);
  return propertyLine(NOTE, 'unknown', parts.join('/'));
}

/** The note that stands in an event; without what is missing or damaged. */
export function readNote(value: string): Note {
  const parts = value.split('/').map((part) => part.trim().split('='));
  return new Map(
    FIELDS.flatMap((field) => {
      const digest = parts.find(([name]) => name === field)?.[1];
      return digest && /^[0-9a-f]{12}$/.test(digest) ? [[field, digest] as const] : [];
    }),
  );
}
