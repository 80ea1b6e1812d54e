import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../bridge/domain/outbox/entry.ts';
import { type CalendarCopy, findingOn } from '../../../bridge/outbox/learn.ts';
import { NOW, STANDING } from './one-booking.ts';

const EMPTY: CalendarCopy = { calendarId: 'home', checkedAt: NOW, get: () => undefined, all: () => [] };
const found = (entry: Entry, copy = EMPTY) => findingOn(entry, [copy], 'America/New_York');

describe('where the calendar lacks an event', () => {
  test('that stood as it should, it may be gone', () => {
    expect(found(STANDING)).toEqual({ kind: 'missing' });
    expect(found(STANDING, { ...EMPTY, checkedAt: STANDING.written.at })).toBeNull();
  });

  test('that is on its way to another calendar or to be changed, this says nothing of the person', () => {
    expect(found({ ...STANDING, calendarId: 'work' })).toBeNull();
    expect(found({ ...STANDING, written: { ...STANDING.written, fingerprint: 'another' } })).toBeNull();
  });

  test('that nobody looks after any more, this is the person’s own business', () => {
    expect(found({ ...STANDING, wish: 'discarded' })).toBeNull();
  });
});
