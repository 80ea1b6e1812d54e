import { event } from './texts.ts';

/** Five days from 16 November, an hour from 10:00 in Berlin. */
export const SERIES = event(
  'DTSTART;TZID=Europe/Berlin:20261116T100000',
  'DURATION:PT1H',
  'RRULE:FREQ=DAILY;COUNT=5',
  'SUMMARY:Series',
);

export function override(of: string, ...lines: readonly string[]): string[] {
  return event(`RECURRENCE-ID${of}`, ...lines);
}
