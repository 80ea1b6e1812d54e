import { newEntry, type WrittenPlace } from '../../../bridge/domain/outbox/entry.ts';
import { fingerprintOf, linkedEventOf } from '../../../bridge/domain/outbox/linked-event-of.ts';
import { booking } from './booked.ts';

export const NOW = Date.parse('2026-11-22T12:00:00Z');

export const APPOINTMENT = booking('a');

/** How its event was written to Home an hour ago. */
const WRITTEN: WrittenPlace = {
  calendarId: 'home',
  href: '/home/a-1.ics',
  uid: 'a-1',
  nth: 1,
  start: Date.parse(APPOINTMENT.start),
  end: Date.parse(APPOINTMENT.end),
  etag: null,
  fingerprint: fingerprintOf(linkedEventOf(APPOINTMENT, 'a-1', null)),
  at: NOW - 3_600_000,
};

/** A booking whose event stands in Home as it should. */
export const STANDING = {
  ...newEntry('a', NOW - 3_600_000),
  wish: 'wanted' as const,
  appointment: APPOINTMENT,
  calendarId: 'home',
  written: WRITTEN,
};
