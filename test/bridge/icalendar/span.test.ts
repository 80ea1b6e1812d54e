import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expand, spanOf } from '../../../bridge/icalendar/expand.ts';
import { calendar, days, event, resourceOf } from './texts.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const span = (...components: string[][]) => spanOf(resourceOf(calendar(...components)), 'Europe/Berlin');
const single = (...lines: string[]) => event('DTSTART:20261117T090000Z', 'DURATION:PT1H', ...lines);

describe('the span of a resource', () => {
  it('of one event is that event and a day at most', () => {
    const { start, end } = span(single());
    expect(start).toBe(Date.parse('2026-11-17T09:00:00Z'));
    expect(end).toBeGreaterThanOrEqual(Date.parse('2026-11-17T10:00:00Z'));
    expect(end).toBeLessThanOrEqual(Date.parse('2026-11-18T10:00:00Z'));
  });

  it('begins with the travel time', () => {
    expect(span(single('X-APPLE-TRAVEL-DURATION:PT45M')).start).toBe(Date.parse('2026-11-17T08:15:00Z'));
  });

  it.each([
    ['without end', 'FREQ=DAILY', null],
    ['until a day', 'FREQ=DAILY;UNTIL=20261201T090000Z', '2026-12-07'],
    ['ten times a week', 'FREQ=WEEKLY;COUNT=10', '2027-02-15'],
    ['three times in a row', 'FREQ=DAILY;COUNT=3', '2026-11-25'],
    ['three times a month', 'FREQ=MONTHLY;COUNT=3', '2027-01-25'],
    ['by rules that would have to be worked out', 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1;COUNT=3', null],
    ['that is not over within a lifetime', 'FREQ=YEARLY;COUNT=500', null],
  ])('of a series %s', (_, rule, latest) => {
    const { end } = span(single(`RRULE:${rule}`));
    if (latest === null) expect(end).toBeNull();
    else expect(end).toBeLessThanOrEqual(Date.parse(latest));
  });

  it('of a monthly series takes in its last occurrence', () => {
    // 17 November, 17 December and 17 January.
    const { end } = span(single('RRULE:FREQ=MONTHLY;COUNT=3'));
    expect(end).toBeGreaterThanOrEqual(Date.parse('2027-01-17T10:00:00Z'));
  });

  it('reaches to overrides and dates far away', () => {
    const moved = event('RECURRENCE-ID:20261117T090000Z', 'DTSTART:20201117T090000Z', 'DURATION:PT1H');
    expect(span(single('RRULE:FREQ=DAILY;COUNT=2', 'RDATE:20301117T090000Z'), moved)).toEqual({
      start: Date.parse('2020-11-17T09:00:00Z'),
      end: expect.toSatisfy((end: number) => end >= Date.parse('2030-11-17T10:00:00Z')),
    });
  });

  it.each([
    ['FREQ=DAILY;BYMONTHDAY=17;COUNT=3', '2027-01-17T10:00:00Z'],
    ['FREQ=DAILY;BYDAY=TU;COUNT=3', '2026-12-01T10:00:00Z'],
    ['FREQ=WEEKLY;BYDAY=TU;BYMONTH=11;COUNT=3', '2027-11-02T10:00:00Z'],
    ['FREQ=MONTHLY;BYDAY=4TU;COUNT=3', '2026-12-22T10:00:00Z'],
    ['FREQ=MONTHLY;BYDAY=1TU;COUNT=3', '2027-01-05T10:00:00Z'],
    ['FREQ=MONTHLY;BYDAY=5TU;COUNT=3', '2027-03-30T10:00:00Z'],
    ['FREQ=MONTHLY;INTERVAL=5;COUNT=3', '2027-09-17T10:00:00Z'],
    ['FREQ=YEARLY;COUNT=4', '2029-11-17T10:00:00Z'],
  ])('takes in the last of a rule that leaves days out: %s', (rule, last) => {
    expect(span(single(`RRULE:${rule}`)).end ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(Date.parse(last));
  });

  it('takes in dates with lengths of their own, and the travel to them', () => {
    const period = 'RDATE;VALUE=PERIOD:20261110T090000Z/PT1H,20261120T090000Z/P10D';
    const { start, end } = span(single(period, 'X-APPLE-TRAVEL-DURATION:PT45M'));
    expect(start).toBe(Date.parse('2026-11-10T08:15:00Z'));
    expect(end).toBeGreaterThanOrEqual(Date.parse('2026-11-30T09:00:00Z'));
  });

  it('takes in what is not known', () => {
    expect(span(single(), event('UID:bad', 'DTSTART:20261317T090000Z'))).toEqual({ start: -8.64e15, end: null });
    const { start, end } = span(single(), event('UID:bad', 'DTSTART:20270101T090000Z', 'DURATION:-PT1H'));
    expect(start).toBe(Date.parse('2026-11-17T09:00:00Z'));
    expect(end).toBe(Date.parse('2027-01-02T00:00:00Z'));
  });

  it('survives storage as JSON', () => {
    expect(JSON.parse(JSON.stringify(span(event('DTSTART:20261317T090000Z'), single())))).toEqual({
      start: -8.64e15,
      end: null,
    });
  });
});

/** Series of all kinds near November 2026, some moved, some for the rest. */
const anySeries = fc
  .record({
    day: fc.integer({ min: 1, max: 28 }),
    zone: fc.constantFrom('', ';TZID=Europe/Berlin', ';TZID=Pacific/Auckland', ';TZID=America/New_York', ';VALUE=DATE'),
    rule: fc.constantFrom(
      '',
      'FREQ=DAILY',
      'FREQ=DAILY;COUNT=4',
      'FREQ=WEEKLY;COUNT=3;BYDAY=MO,SU',
      'FREQ=MONTHLY;COUNT=2',
      'FREQ=MONTHLY;COUNT=3;BYDAY=2TU',
      'FREQ=MONTHLY;COUNT=3;BYDAY=-1FR',
      'FREQ=DAILY;UNTIL=20261120T120000Z',
      'FREQ=WEEKLY;INTERVAL=2;COUNT=3;BYDAY=TU,SA;WKST=SU',
    ),
    length: fc.constantFrom('PT0S', 'PT1H', 'P1D', 'P3DT5H'),
    /** In days, for one that says when it ends, perhaps by the clock of elsewhere, instead of how long it lasts. */
    endsAfter: fc.constantFrom(null, 0, 2),
    endZone: fc.constantFrom('', ';TZID=Pacific/Kiritimati', ';TZID=Pacific/Pago_Pago'),
    travel: fc.constantFrom(0, 45, 600),
    shift: fc.constantFrom(null, -20, -1, 0, 3, 40),
    range: fc.boolean(),
  })
  .map(({ day, zone, rule, length, endsAfter, endZone, travel, shift, range }) => {
    const allDay = zone === ';VALUE=DATE';
    const time = allDay ? '' : 'T013000';
    const dayLater = (later: number) =>
      new Date(Date.UTC(2026, 10, day) + later * DAY).toISOString().slice(0, 10).replaceAll('-', '');
    const lines = (later: number) => [
      `DTSTART${zone}:${dayLater(later)}${time}`,
      endsAfter === null || allDay
        ? `DURATION:${allDay ? 'P2D' : length}`
        : `DTEND${endZone}:${dayLater(later + endsAfter)}T140000`,
      ...(travel > 0 ? [`X-APPLE-TRAVEL-DURATION:PT${travel}M`] : []),
    ];
    const master = event(...lines(0), ...(rule === '' ? [] : [`RRULE:${rule}`]));
    if (shift === null) return calendar(master);
    const id = `RECURRENCE-ID${range ? ';RANGE=THISANDFUTURE' : ''}${zone}:${dayLater(0)}${time}`;
    return calendar(master, event(id, ...lines(shift)));
  });

describe('whatever a resource gives', { timeout: 60_000 }, () => {
  const window = days('2026-09-01', '2027-02-28');

  it('lies within its span', () => {
    fc.assert(
      fc.property(anySeries, fc.constantFrom('UTC', 'Pacific/Auckland', 'America/New_York'), (text, zone) => {
        const resource = resourceOf(text);
        const { start, end } = spanOf(resource, zone);
        for (const occurrence of expand(resource, window, zone).occurrences) {
          expect(occurrence.start - occurrence.travelMs).toBeGreaterThanOrEqual(start);
          if (end !== null) expect(occurrence.end).toBeLessThanOrEqual(end);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is the same for a window and for the parts of that window', () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 1, max: 170 }), (text, cut) => {
        const resource = resourceOf(text);
        const middle = window.start + cut * DAY + 7 * HOUR;
        const key = ({ start, end, recurrenceId }: { start: number; end: number; recurrenceId: number | null }) =>
          `${start} ${end} ${recurrenceId}`;
        const parts = [
          ...expand(resource, { start: window.start, end: middle }, 'Europe/Berlin').occurrences,
          ...expand(resource, { start: middle, end: window.end }, 'Europe/Berlin').occurrences,
        ];
        const whole = expand(resource, window, 'Europe/Berlin').occurrences;
        expect(new Set(parts.map(key))).toEqual(new Set(whole.map(key)));
      }),
      { numRuns: 100 },
    );
  });
});
