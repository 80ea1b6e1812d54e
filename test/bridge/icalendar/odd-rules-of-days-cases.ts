import type { OddRule } from './odd-rule.ts';

/** By weeks, days and what is smaller. */
export const ODD_RULES_OF_DAYS: readonly OddRule[] = [
  {
    rule: 'FREQ=WEEKLY;INTERVAL=3;BYDAY=SA;BYMONTH=11,12',
    start: '20241109T100000',
    before: '2025-12-13T10:00',
    expected: ['2024-11-09T10:00', '2024-11-30T10:00', '2024-12-21T10:00', '2025-11-01T10:00', '2025-11-22T10:00'],
  },
  {
    rule: 'FREQ=HOURLY;INTERVAL=3;BYDAY=SU,TU,WE',
    start: '20260609T100000',
    before: '2026-06-10T01:00',
    expected: ['2026-06-09T10:00', '2026-06-09T13:00', '2026-06-09T16:00', '2026-06-09T19:00', '2026-06-09T22:00'],
  },
  {
    rule: 'FREQ=DAILY;INTERVAL=2;BYMONTHDAY=-1,31',
    start: '20260331T100000',
    before: '2027-01-31T10:00',
    expected: ['2026-03-31T10:00', '2026-04-30T10:00', '2026-07-31T10:00', '2026-10-31T10:00', '2026-11-30T10:00'],
    icalJs: {
      gives: ['2026-03-31T10:00', '2026-07-31T10:00', '2026-10-31T10:00'],
      why: 'a day that two values name makes it leave out months that have 30 days',
    },
  },
  {
    rule: 'FREQ=MINUTELY;INTERVAL=1000',
    start: '20250101T100000',
    before: '2025-01-04T21:20',
    expected: ['2025-01-01T10:00', '2025-01-02T02:40', '2025-01-02T19:20', '2025-01-03T12:00', '2025-01-04T04:40'],
    nodeIcal: { gives: [], why: 'the rule is too frequent for it to be asked' },
  },
  {
    rule: 'FREQ=DAILY;INTERVAL=2;BYDAY=TH',
    start: '20250828T100000',
    before: '2025-11-06T10:00',
    expected: ['2025-08-28T10:00', '2025-09-11T10:00', '2025-09-25T10:00', '2025-10-09T10:00', '2025-10-23T10:00'],
  },
  {
    rule: 'FREQ=WEEKLY;INTERVAL=3;BYDAY=FR,MO,WE;WKST=SA',
    start: '20250905T100000',
    before: '2025-10-15T10:00',
    expected: ['2025-09-05T10:00', '2025-09-22T10:00', '2025-09-24T10:00', '2025-09-26T10:00', '2025-10-13T10:00'],
  },
  {
    rule: 'FREQ=DAILY;INTERVAL=3;BYHOUR=0,23;BYMINUTE=0,45',
    start: '20251203T230000',
    before: '2025-12-06T23:45',
    expected: ['2025-12-03T23:00', '2025-12-03T23:45', '2025-12-06T00:00', '2025-12-06T00:45', '2025-12-06T23:00'],
  },
  {
    rule: 'FREQ=HOURLY;INTERVAL=12',
    start: '20250214T100000',
    before: '2025-02-16T22:00',
    expected: ['2025-02-14T10:00', '2025-02-14T22:00', '2025-02-15T10:00', '2025-02-15T22:00', '2025-02-16T10:00'],
  },
  {
    rule: 'FREQ=DAILY;INTERVAL=3;BYHOUR=9;BYMINUTE=0,15,45',
    start: '20251110T090000',
    before: '2025-11-13T09:45',
    expected: ['2025-11-10T09:00', '2025-11-10T09:15', '2025-11-10T09:45', '2025-11-13T09:00', '2025-11-13T09:15'],
  },
  {
    rule: 'FREQ=HOURLY;INTERVAL=50',
    start: '20250830T100000',
    before: '2025-09-09T20:00',
    expected: ['2025-08-30T10:00', '2025-09-01T12:00', '2025-09-03T14:00', '2025-09-05T16:00', '2025-09-07T18:00'],
  },
  {
    rule: 'FREQ=HOURLY;INTERVAL=7;BYDAY=FR,WE',
    start: '20240724T040000',
    before: '2024-07-26T19:00',
    expected: ['2024-07-24T04:00', '2024-07-24T11:00', '2024-07-24T18:00', '2024-07-26T05:00', '2024-07-26T12:00'],
  },
  {
    rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,SA,TU;WKST=MO',
    start: '20240503T100000',
    before: '2024-05-28T10:00',
    expected: ['2024-05-03T10:00', '2024-05-04T10:00', '2024-05-14T10:00', '2024-05-17T10:00', '2024-05-18T10:00'],
  },
  {
    rule: 'FREQ=MINUTELY;INTERVAL=90',
    start: '20260605T100000',
    before: '2026-06-05T17:30',
    expected: ['2026-06-05T10:00', '2026-06-05T11:30', '2026-06-05T13:00', '2026-06-05T14:30', '2026-06-05T16:00'],
    nodeIcal: { gives: [], why: 'the rule is too frequent for it to be asked' },
  },
  {
    rule: 'FREQ=WEEKLY;BYDAY=MO,TH,WE;BYMONTH=3',
    start: '20270301T100000',
    before: '2027-03-11T10:00',
    expected: ['2027-03-01T10:00', '2027-03-03T10:00', '2027-03-04T10:00', '2027-03-08T10:00', '2027-03-10T10:00'],
  },
  {
    rule: 'FREQ=HOURLY;INTERVAL=6;BYMINUTE=0,45;BYSETPOS=-1,1',
    start: '20240328T100000',
    before: '2024-03-28T22:45',
    expected: ['2024-03-28T10:00', '2024-03-28T10:45', '2024-03-28T16:00', '2024-03-28T16:45', '2024-03-28T22:00'],
  },
  {
    rule: 'FREQ=DAILY;INTERVAL=3;BYMONTH=12,2',
    start: '20241201T100000',
    before: '2024-12-16T10:00',
    expected: ['2024-12-01T10:00', '2024-12-04T10:00', '2024-12-07T10:00', '2024-12-10T10:00', '2024-12-13T10:00'],
  },
  {
    rule: 'FREQ=HOURLY;INTERVAL=6;BYMINUTE=0,15,45;BYSETPOS=1',
    start: '20240422T100000',
    before: '2024-04-23T16:00',
    expected: ['2024-04-22T10:00', '2024-04-22T16:00', '2024-04-22T22:00', '2024-04-23T04:00', '2024-04-23T10:00'],
    icalJs: {
      gives: ['2024-04-22T10:00', '2024-04-22T10:15', '2024-04-22T10:45', '2024-04-22T16:00'],
      why: 'BYSETPOS of an hourly rule is ignored',
    },
  },
  {
    rule: 'FREQ=DAILY;BYDAY=FR,TH',
    start: '20240704T100000',
    before: '2024-07-19T10:00',
    expected: ['2024-07-04T10:00', '2024-07-05T10:00', '2024-07-11T10:00', '2024-07-12T10:00', '2024-07-18T10:00'],
  },
  {
    rule: 'FREQ=DAILY;INTERVAL=2;BYMONTH=11,12',
    start: '20251102T100000',
    before: '2025-11-12T10:00',
    expected: ['2025-11-02T10:00', '2025-11-04T10:00', '2025-11-06T10:00', '2025-11-08T10:00', '2025-11-10T10:00'],
  },
  {
    rule: 'FREQ=DAILY;INTERVAL=2;BYMONTHDAY=15',
    start: '20250215T100000',
    before: '2025-10-15T10:00',
    expected: ['2025-02-15T10:00', '2025-03-15T10:00', '2025-06-15T10:00', '2025-07-15T10:00', '2025-09-15T10:00'],
  },
  {
    rule: 'FREQ=WEEKLY;BYDAY=FR,MO,TU,WE;BYSETPOS=1',
    start: '20241008T100000',
    before: '2024-11-11T10:00',
    expected: ['2024-10-08T10:00', '2024-10-14T10:00', '2024-10-21T10:00', '2024-10-28T10:00', '2024-11-04T10:00'],
    nodeIcal: {
      gives: ['2024-10-14T10:00', '2024-10-21T10:00', '2024-10-28T10:00', '2024-11-04T10:00'],
      why: 'DTSTART outside the pattern of the rule is left out',
    },
    icalJs: {
      gives: ['2024-10-08T10:00', '2024-10-09T10:00', '2024-10-11T10:00', '2024-10-14T10:00'],
      why: 'BYSETPOS of a weekly rule is ignored',
    },
  },
  {
    rule: 'FREQ=WEEKLY;BYDAY=FR;BYSETPOS=-1,1,2',
    start: '20251003T100000',
    before: '2025-11-07T10:00',
    expected: ['2025-10-03T10:00', '2025-10-10T10:00', '2025-10-17T10:00', '2025-10-24T10:00', '2025-10-31T10:00'],
  },
];
