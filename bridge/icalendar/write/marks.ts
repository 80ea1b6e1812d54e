import { createHash } from 'node:crypto';
import type { Interval } from '../../../shared/intervals.ts';
import { FIELDS, type Field, type Fields } from './fields.ts';
import { propertyLine } from './property-line.ts';
import { utcTime } from './written-times.ts';

export const NOTE = 'X-SLOTBRIDGE-WROTE';

export const UPDATED = 'X-SLOTBRIDGE-UPDATED';

/** The marks that tell any bridge whose appointment this is, where the CRM put it, and when it last said so. */
export function markLines(appointmentId: string, times: Interval, saidAt: number | null): ReadonlyMap<string, string> {
  const id = appointmentId.replace(/[\p{Cc}\p{Cs}\s]/gu, '');
  return new Map([
    ...(saidAt === null ? [] : [[UPDATED, `${UPDATED}:${new Date(saidAt).toISOString()}`] as const]),
    ['X-SLOTBRIDGE-APPOINTMENT', propertyLine('X-SLOTBRIDGE-APPOINTMENT', 'unknown', id)],
    ['X-SLOTBRIDGE-START', `X-SLOTBRIDGE-START:${utcTime(times.start)}`],
    ['X-SLOTBRIDGE-END', `X-SLOTBRIDGE-END:${utcTime(times.end)}`],
  ]);
}

/**
 * What was last written of each field, as digests of its lines: any bridge can tell later whether the appointment changed
 * it, and which lines of a description are not the person's own.
 */
export type Note = ReadonlyMap<Field, string>;

export function noteOf(fields: Fields): Map<Field, string> {
  return new Map(FIELDS.map((field) => [field, digestOf(fields[field])]));
}

export function digestOf(value: string | null): string {
  return value === null ? NOTHING : linesWithin(value).map(digestOfLine).join('.');
}

const NOTHING = 'none';

/** The lines that are not empty, without blanks around them. */
export function linesWithin(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export function digestOfLine(line: string): string {
  return createHash('sha256').update(line.trim()).digest('hex').slice(0, 8);
}

export function noteLine(note: Note): string {
  const parts = [...note].map(([field, digest]) => `${field}=${digest}`);
  return propertyLine(NOTE, 'unknown', parts.join('/'));
}

/** The note that stands in an event, without what is missing or damaged. */
export function readNote(value: string): Note {
  const parts = value.split('/').map((part) => part.trim().split('='));
  return new Map(
    FIELDS.flatMap((field) => {
      const digest = parts.find(([name]) => name === field)?.[1];
      return digest && /^(none|[0-9a-f]{8}(\.[0-9a-f]{8})*)$/.test(digest) ? [[field, digest] as const] : [];
    }),
  );
}
