import type { Picture } from '../../../extension/background/picture.ts';

export const NOON = Date.UTC(2026, 10, 23, 12);
export const HOUR = 3_600_000;

export const source = (start: number, end: number) => ({
  ref: 'r1',
  isIgnored: false,
  start,
  end,
  calendarName: 'Work',
  color: '#FF9500',
  title: null,
  why: 'Marked busy in this calendar',
});

/** A complete picture of the 24 hours around noon, checked at noon, with what a test changes. */
export const pictureWith = (change: Partial<Picture> = {}): Picture => ({
  range: { start: NOON - 12 * HOUR, end: NOON + 12 * HOUR },
  wording: 'slot',
  slotMinutes: 30,
  timeZone: 'UTC',
  service: 'iCloud',
  checkedAt: NOON,
  complete: true,
  words: null,
  remedy: null,
  unknown: [],
  slots: [],
  free: [],
  ...change,
});
