import { at9, type RuleCase } from './recurrence-rules-cases.ts';

/** Where readers of rules err: positions, ends, first starts outside the rule, counts of small steps. */
export const EDGES: Readonly<Record<string, RuleCase>> = {
  'the first and the last day of the year where they are working days': {
    start: '20260101T090000',
    rule: 'FREQ=YEARLY;BYYEARDAY=1,-1;BYDAY=MO,TU,WE,TH,FR',
    window: ['2027-06-01', '2029-06-01'],
    expected: at9('2027-12-31', '2029-01-01'),
  },
  'the 60th day of the year where it is a 29th': {
    start: '20240229T090000',
    rule: 'FREQ=YEARLY;BYYEARDAY=60;BYMONTHDAY=29',
    window: ['2025-01-01', '2032-12-31'],
    expected: at9('2028-02-29', '2032-02-29'),
  },
  // A year has 53 Tuesdays when it begins on one, or on a Monday and is a leap year.
  'the 53rd Tuesday, in years that have one': {
    start: '20191231T090000',
    rule: 'FREQ=YEARLY;BYDAY=53TU',
    window: ['2020-01-01', '2030-12-31'],
    expected: at9('2024-12-31', '2030-12-31'),
  },
  'week 10, on the weekday of DTSTART': {
    start: '20250306T090000',
    rule: 'FREQ=YEARLY;BYWEEKNO=10',
    window: ['2025-01-01', '2027-12-31'],
    expected: at9('2025-03-06', '2026-03-05', '2027-03-11'),
  },
  'Monday of the first week, which may lie in the December before': {
    start: '20241230T090000',
    rule: 'FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO',
    window: ['2024-12-01', '2027-12-31'],
    expected: at9('2024-12-30', '2025-12-29', '2027-01-04'),
  },
  'Monday of the first week of every other year, by the years of the weeks': {
    start: '20241230T090000',
    rule: 'FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO',
    window: ['2024-12-01', '2029-12-31'],
    expected: at9('2024-12-30', '2027-01-04', '2029-01-01'),
  },
  'week 53, in years that have one, weeks beginning on Sunday': {
    // 1 January 2026 is a Thursday: of the week from Sunday, 28 December 2025, only three days are in 2026.
    start: '20230101T090000',
    rule: 'FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU;WKST=SU',
    window: ['2023-02-01', '2029-12-31'],
    expected: at9('2025-12-28'),
  },
  'the third Monday of the month, also counted from days before DTSTART': {
    start: '20261116T090000',
    rule: 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=3',
    window: ['2026-11-01', '2027-01-31'],
    expected: at9('2026-11-16', '2026-12-21', '2027-01-18'),
  },
  'the last working day of the year': {
    start: '20261231T090000',
    rule: 'FREQ=YEARLY;BYMONTH=12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    window: ['2027-01-01', '2029-01-31'],
    expected: at9('2027-12-31', '2028-12-29'),
  },
  'the first of a week’s days, which may lie before DTSTART': {
    // Monday, 16 November is the first of its week; Friday the 20th is not.
    start: '20261119T090000',
    rule: 'FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=1',
    window: ['2026-11-01', '2026-11-30'],
    expected: at9('2026-11-19', '2026-11-23', '2026-11-30'),
  },
  'the last of a week’s three days': {
    start: '20261118T090000',
    rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE;BYSETPOS=-1;COUNT=3',
    window: ['2026-11-01', '2026-12-31'],
    expected: at9('2026-11-18', '2026-11-25', '2026-12-02'),
  },
  'the second of a day’s times': {
    start: '20261117T120000',
    rule: 'FREQ=DAILY;BYHOUR=9,12,15;BYSETPOS=2;COUNT=2',
    window: ['2026-11-01', '2026-12-31'],
    expected: ['2026-11-17 12:00', '2026-11-18 12:00'],
  },
  'the last of an hour’s minutes': {
    start: '20261117T095000',
    rule: 'FREQ=HOURLY;BYMINUTE=10,50;BYSETPOS=-1;COUNT=2',
    window: ['2026-11-01', '2026-12-31'],
    expected: ['2026-11-17 09:50', '2026-11-17 10:50'],
  },
  'every five hours of Wednesdays, counted on through the other days': {
    start: '20261117T090000',
    rule: 'FREQ=HOURLY;INTERVAL=5;BYDAY=WE',
    window: ['2026-11-17', '2026-11-18'],
    expected: [
      '2026-11-17 09:00',
      ...['00:00', '05:00', '10:00', '15:00', '20:00'].map((time) => `2026-11-18 ${time}`),
    ],
  },
  'every other day of February and March': {
    // From 1 November 2026, 28 February 2027 is 119 days on and 1 March 120 days.
    start: '20261101T090000',
    rule: 'FREQ=DAILY;INTERVAL=2;BYMONTH=2,3',
    window: ['2027-02-25', '2027-03-04'],
    expected: at9('2027-02-25', '2027-02-27', '2027-03-01', '2027-03-03'),
  },
  'every other month by days of the week': {
    start: '20261103T090000',
    rule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU;BYHOUR=9',
    window: ['2026-11-01', '2027-03-31'],
    expected: at9('2026-11-03', '2027-01-05', '2027-03-02'),
  },
  'COUNT=1 is once': {
    start: '20261117T090000',
    rule: 'FREQ=DAILY;COUNT=1',
    window: ['2026-11-01', '2026-11-30'],
    expected: at9('2026-11-17'),
  },
  'UNTIL exactly at a start takes that start in': {
    start: '20261117T090000',
    rule: 'FREQ=DAILY;UNTIL=20261119T080000Z',
    window: ['2026-11-01', '2026-11-30'],
    expected: at9('2026-11-17', '2026-11-18', '2026-11-19'),
  },
  'UNTIL a second before a start leaves it out': {
    start: '20261117T090000',
    rule: 'FREQ=DAILY;UNTIL=20261119T075959Z',
    window: ['2026-11-01', '2026-11-30'],
    expected: at9('2026-11-17', '2026-11-18'),
  },
  'UNTIL as a date takes that whole day in': {
    start: '20261117T090000',
    rule: 'FREQ=DAILY;UNTIL=20261119',
    window: ['2026-11-01', '2026-11-30'],
    expected: at9('2026-11-17', '2026-11-18', '2026-11-19'),
  },
  'UNTIL as a local time is meant in the zone of DTSTART': {
    start: '20261117T090000',
    rule: 'FREQ=DAILY;UNTIL=20261118T090000',
    window: ['2026-11-01', '2026-11-30'],
    expected: at9('2026-11-17', '2026-11-18'),
  },
  'UNTIL before DTSTART: the shell of a series that was deleted': {
    start: '20261117T090000',
    rule: 'FREQ=DAILY;UNTIL=20261101T000000Z',
    window: ['2026-11-01', '2026-11-30'],
    expected: [],
  },
  'DTSTART outside the rule counts as the first of COUNT': {
    start: '20261117T090000',
    rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=3',
    window: ['2026-11-01', '2026-12-31'],
    expected: at9('2026-11-17', '2026-11-23', '2026-11-30'),
  },
  'DTSTART outside a rule without end is an occurrence as well': {
    start: '20261117T090000',
    rule: 'FREQ=WEEKLY;BYDAY=MO',
    window: ['2026-11-16', '2026-11-30'],
    expected: at9('2026-11-17', '2026-11-23', '2026-11-30'),
  },
  'a rule that never matches leaves DTSTART': {
    start: '20261117T090000',
    rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    window: ['2026-11-01', '2030-12-31'],
    expected: at9('2026-11-17'),
  },
  'parts in lower case and out of order': {
    start: '20261117T090000',
    rule: 'byday=tu;count=2;freq=weekly',
    window: ['2026-11-01', '2026-12-31'],
    expected: at9('2026-11-17', '2026-11-24'),
  },
  'a second of 60, the leap second, is the last of the minute': {
    start: '20261117T090059',
    rule: 'FREQ=DAILY;BYSECOND=60;COUNT=2',
    window: ['2026-11-01', '2026-12-31'],
    expected: ['2026-11-17 09:00:59', '2026-11-18 09:00:59'],
  },
  'COUNT of an hourly rule by days': {
    // Fifteen hours of the first Tuesday are left from 09:00 on; the sixteenth to thirtieth are those of the next.
    start: '20261117T090000',
    rule: 'FREQ=HOURLY;BYDAY=TU;COUNT=18',
    window: ['2026-11-18', '2026-12-31'],
    expected: ['2026-11-24 00:00', '2026-11-24 01:00', '2026-11-24 02:00'],
  },
  'COUNT of a minutely rule by hours': {
    start: '20261117T090000',
    rule: 'FREQ=MINUTELY;BYHOUR=9;COUNT=62',
    window: ['2026-11-18', '2026-12-31'],
    expected: ['2026-11-18 09:00', '2026-11-18 09:01'],
  },
  'COUNT of a secondly rule by minutes': {
    start: '20261117T090000',
    rule: 'FREQ=SECONDLY;BYHOUR=9;BYMINUTE=0;COUNT=62',
    window: ['2026-11-18', '2026-12-31'],
    expected: ['2026-11-18 09:00', '2026-11-18 09:00:01'],
  },
  'COUNT of an hourly rule by positions': {
    start: '20261117T090000',
    rule: 'FREQ=HOURLY;INTERVAL=6;BYMINUTE=0,15,45;BYSETPOS=1;COUNT=4',
    window: ['2026-11-17', '2026-12-31'],
    expected: ['2026-11-17 09:00', '2026-11-17 15:00', '2026-11-17 21:00', '2026-11-18 03:00'],
  },
  'every fifth month, across years': {
    start: '20260101T090000',
    rule: 'FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=1;BYHOUR=9',
    window: ['2026-01-01', '2027-12-31'],
    expected: at9('2026-01-01', '2026-06-01', '2026-11-01', '2027-04-01', '2027-09-01'),
  },
  'numbers before the days of a week mean nothing': {
    start: '20261117T090000',
    rule: 'FREQ=WEEKLY;BYDAY=MO,2TU;COUNT=4',
    window: ['2026-11-01', '2026-12-31'],
    expected: at9('2026-11-17', '2026-11-23', '2026-11-24', '2026-11-30'),
  },
  'every seventh week': {
    start: '20261117T090000',
    rule: 'FREQ=WEEKLY;INTERVAL=7;BYDAY=TU;BYHOUR=9',
    window: ['2026-11-01', '2027-02-28'],
    expected: at9('2026-11-17', '2027-01-05', '2027-02-23'),
  },
  'DTSTART outside the rule, which UNTIL names itself': {
    start: '20261117T090000',
    rule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261117T080000Z',
    window: ['2026-11-01', '2026-12-31'],
    expected: at9('2026-11-17'),
  },
  'DTSTART outside the rule, which UNTIL names itself by the local clock': {
    start: '20261117T090000',
    rule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261117T090000',
    window: ['2026-11-01', '2026-12-31'],
    expected: at9('2026-11-17'),
  },
  'RSCALE=GREGORIAN says nothing new': {
    start: '20260131T090000',
    rule: 'RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=3',
    window: ['2026-01-01', '2026-12-31'],
    expected: at9('2026-01-31', '2026-02-28', '2026-03-31'),
  },
};
