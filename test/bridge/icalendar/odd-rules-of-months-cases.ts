import type { OddRule } from './odd-rule.ts';

/** By months and years. */
export const ODD_RULES_OF_MONTHS: readonly OddRule[] = [
  {
    rule: 'FREQ=YEARLY;BYMONTH=11,2,5;BYDAY=-2SU',
    start: '20241117T100000',
    before: '2026-05-24T10:00',
    expected: ['2024-11-17T10:00', '2025-02-16T10:00', '2025-05-18T10:00', '2025-11-23T10:00', '2026-02-15T10:00'],
  },
  {
    rule: 'FREQ=YEARLY;BYMONTHDAY=31',
    start: '20240331T100000',
    before: '2024-12-31T10:00',
    expected: ['2024-03-31T10:00', '2024-05-31T10:00', '2024-07-31T10:00', '2024-08-31T10:00', '2024-10-31T10:00'],
    icalJs: { gives: ['2024-03-31T10:00'], why: 'BYMONTHDAY of a yearly rule is taken for the month of DTSTART alone' },
  },
  {
    rule: 'FREQ=MONTHLY;INTERVAL=3;BYDAY=TU,WE;BYSETPOS=-2',
    start: '20241225T100000',
    before: '2026-03-25T10:00',
    expected: ['2024-12-25T10:00', '2025-03-25T10:00', '2025-06-24T10:00', '2025-09-24T10:00', '2025-12-30T10:00'],
  },
  {
    rule: 'FREQ=YEARLY;BYMONTH=11,2,5;BYDAY=-1FR,1MO',
    start: '20260202T100000',
    before: '2026-11-27T10:00',
    expected: ['2026-02-02T10:00', '2026-02-27T10:00', '2026-05-04T10:00', '2026-05-29T10:00', '2026-11-02T10:00'],
  },
  {
    rule: 'FREQ=YEARLY;BYMONTH=1,12,6;BYDAY=MO,SA;BYSETPOS=-1,-3,1',
    start: '20241223T100000',
    before: '2026-01-03T10:00',
    expected: ['2024-12-23T10:00', '2024-12-30T10:00', '2025-01-04T10:00', '2025-12-22T10:00', '2025-12-29T10:00'],
    icalJs: {
      gives: ['2024-12-23T10:00', '2024-12-30T10:00', '2025-01-04T10:00', '2025-01-20T10:00'],
      why: 'positions are counted in each month instead of the year',
    },
  },
  {
    rule: 'FREQ=YEARLY;INTERVAL=3;BYMONTHDAY=13',
    start: '20260413T100000',
    before: '2026-09-13T10:00',
    expected: ['2026-04-13T10:00', '2026-05-13T10:00', '2026-06-13T10:00', '2026-07-13T10:00', '2026-08-13T10:00'],
    icalJs: { gives: ['2026-04-13T10:00'], why: 'BYMONTHDAY of a yearly rule is taken for the month of DTSTART alone' },
  },
  {
    rule: 'FREQ=MONTHLY;INTERVAL=2;BYMONTH=1,7;BYMONTHDAY=-1,15,31',
    start: '20240731T100000',
    before: '2026-01-15T10:00',
    expected: ['2024-07-31T10:00', '2025-01-15T10:00', '2025-01-31T10:00', '2025-07-15T10:00', '2025-07-31T10:00'],
  },
  {
    rule: 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=2;BYSETPOS=-1,1',
    start: '20250902T100000',
    before: '2026-12-02T10:00',
    expected: ['2025-09-02T10:00', '2025-12-02T10:00', '2026-03-02T10:00', '2026-06-02T10:00', '2026-09-02T10:00'],
  },
  {
    rule: 'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1;BYSETPOS=-1,1',
    start: '20241001T100000',
    before: '2025-08-01T10:00',
    expected: ['2024-10-01T10:00', '2024-12-01T10:00', '2025-02-01T10:00', '2025-04-01T10:00', '2025-06-01T10:00'],
  },
  {
    rule: 'FREQ=YEARLY;BYWEEKNO=10,2,53;BYDAY=MO,TH',
    start: '20250106T100000',
    before: '2026-01-08T10:00',
    expected: ['2025-01-06T10:00', '2025-01-09T10:00', '2025-03-03T10:00', '2025-03-06T10:00', '2026-01-05T10:00'],
    icalJs: {
      gives: ['2025-01-06T10:00', '2025-01-09T10:00', '2025-01-13T10:00', '2025-01-16T10:00'],
      why: 'BYWEEKNO beside BYDAY is ignored',
    },
  },
  {
    rule: 'FREQ=MONTHLY;BYMONTHDAY=-1,-31',
    start: '20240930T100000',
    before: '2024-12-31T10:00',
    expected: ['2024-09-30T10:00', '2024-10-01T10:00', '2024-10-31T10:00', '2024-11-30T10:00', '2024-12-01T10:00'],
  },
  {
    rule: 'FREQ=MONTHLY;BYMONTHDAY=-1,-3,-31',
    start: '20240529T100000',
    before: '2024-07-29T10:00',
    expected: ['2024-05-29T10:00', '2024-05-31T10:00', '2024-06-28T10:00', '2024-06-30T10:00', '2024-07-01T10:00'],
  },
  {
    rule: 'FREQ=YEARLY;BYWEEKNO=-1,10,52;BYDAY=FR,MO',
    start: '20241223T100000',
    before: '2025-12-26T10:00',
    expected: ['2024-12-23T10:00', '2024-12-27T10:00', '2025-03-03T10:00', '2025-03-07T10:00', '2025-12-22T10:00'],
    icalJs: {
      gives: ['2024-12-23T10:00', '2024-12-27T10:00', '2024-12-30T10:00', '2025-01-03T10:00'],
      why: 'BYWEEKNO beside BYDAY is ignored',
    },
  },
  {
    rule: 'FREQ=YEARLY;INTERVAL=2;BYDAY=-10SU,-1FR,2SA',
    start: '20241227T100000',
    before: '2028-10-29T10:00',
    expected: ['2024-12-27T10:00', '2026-01-10T10:00', '2026-10-25T10:00', '2026-12-25T10:00', '2028-01-08T10:00'],
    icalJs: {
      gives: ['2024-12-27T10:00', '2024-12-29T10:00', '2026-01-04T10:00', '2026-01-10T10:00'],
      why: 'a number over five before a weekday of the year is not understood',
    },
  },
  {
    rule: 'FREQ=MONTHLY;BYDAY=MO,WE;BYMONTHDAY=-7,14',
    start: '20250924T100000',
    before: '2026-06-24T10:00',
    expected: ['2025-09-24T10:00', '2025-11-24T10:00', '2026-01-14T10:00', '2026-03-25T10:00', '2026-05-25T10:00'],
  },
  {
    rule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=TH;BYSETPOS=-1,-2,1',
    start: '20240118T100000',
    before: '2024-05-02T10:00',
    expected: ['2024-01-18T10:00', '2024-01-25T10:00', '2024-03-07T10:00', '2024-03-21T10:00', '2024-03-28T10:00'],
  },
  {
    rule: 'FREQ=YEARLY;BYDAY=1MO,53WE',
    start: '20250106T100000',
    before: '2029-01-01T10:00',
    expected: ['2025-01-06T10:00', '2025-12-31T10:00', '2026-01-05T10:00', '2027-01-04T10:00', '2028-01-03T10:00'],
    nodeIcal: {
      gives: ['2025-01-06T10:00', '2025-12-31T10:00', '2026-01-05T10:00', '2027-01-04T10:00'],
      why: 'the 53rd weekday is taken in years that have none',
    },
    icalJs: {
      gives: ['2025-01-06T10:00', '2025-01-15T10:00', '2026-01-05T10:00', '2026-01-21T10:00'],
      why: 'a number over five before a weekday of the year is not understood',
    },
  },
  {
    rule: 'FREQ=YEARLY;INTERVAL=2;BYYEARDAY=-1,-100,100',
    start: '20240409T100000',
    before: '2026-12-31T10:00',
    expected: ['2024-04-09T10:00', '2024-09-23T10:00', '2024-12-31T10:00', '2026-04-10T10:00', '2026-09-23T10:00'],
  },
  {
    rule: 'FREQ=YEARLY;INTERVAL=2;BYMONTH=1,12,6;BYDAY=SA,TU,WE;BYSETPOS=-1,1,2',
    start: '20251231T100000',
    before: '2029-01-03T10:00',
    expected: ['2025-12-31T10:00', '2027-01-02T10:00', '2027-01-05T10:00', '2027-12-29T10:00', '2029-01-02T10:00'],
    icalJs: {
      gives: ['2025-12-31T10:00', '2027-01-02T10:00', '2027-01-05T10:00', '2027-01-30T10:00'],
      why: 'positions are counted in each month instead of the year',
    },
  },
  {
    rule: 'FREQ=YEARLY;BYYEARDAY=-366,100,366',
    start: '20260410T100000',
    before: '2029-04-10T10:00',
    expected: ['2026-04-10T10:00', '2027-04-10T10:00', '2028-01-01T10:00', '2028-04-09T10:00', '2028-12-31T10:00'],
  },
  {
    rule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU,WE;BYMONTHDAY=-7,1,15',
    start: '20260624T100000',
    before: '2027-06-15T10:00',
    expected: ['2026-06-24T10:00', '2026-08-25T10:00', '2026-12-01T10:00', '2026-12-15T10:00', '2027-06-01T10:00'],
    icalJs: {
      gives: ['2026-07-01T10:00', '2026-07-15T10:00', '2026-09-01T10:00', '2026-09-15T10:00'],
      why: 'a day counted from the end of the month is taken in the wrong months',
    },
  },
  {
    rule: 'FREQ=MONTHLY;INTERVAL=2;BYMONTH=1,2;BYMONTHDAY=15,29',
    start: '20250215T100000',
    before: '2029-02-15T10:00',
    expected: ['2025-02-15T10:00', '2026-02-15T10:00', '2027-02-15T10:00', '2028-02-15T10:00', '2028-02-29T10:00'],
    icalJs: {
      gives: ['2025-02-15T10:00', '2026-01-15T10:00', '2026-01-29T10:00', '2026-02-15T10:00'],
      why: 'INTERVAL of months is not counted where BYMONTH stands beside it',
    },
  },
  {
    rule: 'FREQ=YEARLY;BYMONTH=1,11,2;BYDAY=SU,TU;BYMONTHDAY=28,7',
    start: '20250107T100000',
    before: '2027-11-28T10:00',
    expected: ['2025-01-07T10:00', '2025-01-28T10:00', '2027-02-07T10:00', '2027-02-28T10:00', '2027-11-07T10:00'],
  },
  {
    rule: 'FREQ=YEARLY;BYMONTH=1,11,2;BYDAY=FR,WE;BYMONTHDAY=1,31,7',
    start: '20251107T100000',
    before: '2029-01-31T10:00',
    expected: ['2025-11-07T10:00', '2026-01-07T10:00', '2027-01-01T10:00', '2028-01-07T10:00', '2028-11-01T10:00'],
  },
];
