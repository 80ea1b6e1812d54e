import { describe, expect, it } from 'vitest';
import { readOwnEvent } from '../../../../bridge/icalendar/write/read-own-event.ts';
import { writeEvent } from '../../../../bridge/icalendar/write/write-event.ts';
import { amended, edited } from './amending.ts';
import { APPOINTMENT, appointment, linesOf, STAMP } from './linked-events.ts';

const said = (time: string) => appointment({ saidAt: Date.parse(time) });
const NAME = 'X-SLOTBRIDGE-UPDATED';
const WRITTEN = writeEvent(said('2026-11-21T08:00:00.250Z'), STAMP);
const markIn = (text: string) => readOwnEvent(text, 'UTC')?.mark;

describe('the news that an event goes by', () => {
  it('is noted in it to the millisecond and read again', () => {
    expect(linesOf(WRITTEN, NAME)).toEqual([`${NAME}:2026-11-21T08:00:00.250Z`]);
    expect(markIn(WRITTEN)).toEqual({
      appointmentId: 'apt1',
      start: Date.parse('2026-11-24T09:00:00Z'),
      end: Date.parse('2026-11-24T10:00:00Z'),
      updatedAt: Date.parse('2026-11-21T08:00:00.250Z'),
    });
  });

  it('is not noted where the CRM named no time, and is added by the first news that does', () => {
    const unstamped = writeEvent(APPOINTMENT, STAMP);
    expect(linesOf(unstamped, NAME)).toEqual([]);
    expect(markIn(unstamped)).not.toHaveProperty('updatedAt');
    const stamped = amended(unstamped, said('2026-11-21T09:00:00Z'), APPOINTMENT);
    expect(linesOf(stamped, NAME)).toEqual([`${NAME}:2026-11-21T09:00:00.000Z`]);
  });

  it('grows with newer news, and never shrinks', () => {
    const newer = amended(WRITTEN, said('2026-11-22T08:00:00Z'));
    expect(linesOf(newer, NAME)).toEqual([`${NAME}:2026-11-22T08:00:00.000Z`]);
    expect(amended(newer, said('2026-11-20T08:00:00Z'))).toBe(newer);
    expect(amended(newer, appointment({ saidAt: null }))).toBe(newer);
  });

  it.each(['yesterday', '20261121T080000Z', '2026-13-41T08:00:00.000Z', ''])(
    'is no news when it is damaged (%s), and the other marks hold',
    (value) => {
      const damaged = edited(WRITTEN, [new RegExp(`${NAME}:.*`), `${NAME}:${value}`]);
      expect(markIn(damaged)).toMatchObject({ appointmentId: 'apt1' });
      expect(markIn(damaged)).not.toHaveProperty('updatedAt');
    },
  );
});
