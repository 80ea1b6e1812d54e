import { Temporal } from 'temporal-polyfill';

/** ISO with seconds and offset, as the CRM's API gives times: `2026-11-23T09:00:00-05:00`. */
export function zonedIso(epochMs: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs)
    .toZonedDateTimeISO(timeZone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** Whether this computer's time zone data knows `timeZone`. */
export function isKnownZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
