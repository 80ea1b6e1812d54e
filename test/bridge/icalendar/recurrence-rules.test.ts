import { describe, expect, it } from 'vitest';
import { calendar, days, event, occurrencesIn } from './texts.ts';

interface RuleCase {
  readonly start: string;
  readonly rule: string;
  readonly window: readonly [string, string];
  /** Starts as written on the local clock; from the examples of RFC 5545 3.8.5.3 or counted on a paper calendar. */
  readonly expected: readonly string[];
}

const at9 = (...dates: string[]) => dates.map((date) => `${date} 09:00`);

const CASES: Record<string, RuleCase> = {
  'daily, ten times': {
    start: '19970902T090000',
    rule: 'FREQ=DAILY;COUNT=10',
    window: ['1997-09-09', '1997-09-30'],
    expected: at9('1997-09-09', '1997-09-10', '1997-09-11'),
  },
  'every other day, without end': {
    start: '19970902T090000',
    rule: 'FREQ=DAILY;INTERVAL=2',
    window: ['1997-09-03', '1997-09-09'],
    expected: at9('1997-09-04', '1997-09-06', '1997-09-08'),
  },
  'every day in January': {
    start: '19980101T090000',
    rule: 'FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1',
    window: ['1999-12-20', '2000-01-03'],
    expected: at9('2000-01-01', '2000-01-02', '2000-01-03'),
  },
  'weekly on Tuesday and Thursday': {
    start: '19970902T090000',
    rule: 'FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH',
    window: ['1997-09-25', '1997-12-31'],
    expected: at9('1997-09-25', '1997-09-30', '1997-10-02'),
  },
  'every other week on Monday, Wednesday and Friday, weeks beginning on Sunday': {
    start: '19970901T090000',
    rule: 'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR',
    window: ['1997-12-08', '1997-12-31'],
    expected: at9('1997-12-08', '1997-12-10', '1997-12-12', '1997-12-22'),
  },
  'weeks that begin on Monday': {
    start: '19970805T090000',
    rule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
    window: ['1997-08-01', '1997-09-30'],
    expected: at9('1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24'),
  },
  'weeks that begin on Sunday': {
    start: '19970805T090000',
    rule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
    window: ['1997-08-01', '1997-09-30'],
    expected: at9('1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31'),
  },
  'monthly on the first Friday': {
    start: '19970905T090000',
    rule: 'FREQ=MONTHLY;COUNT=10;BYDAY=1FR',
    window: ['1998-04-01', '1998-12-31'],
    expected: at9('1998-04-03', '1998-05-01', '1998-06-05'),
  },
  'monthly on the second-to-last Monday': {
    start: '19970922T090000',
    rule: 'FREQ=MONTHLY;COUNT=6;BYDAY=-2MO',
    window: ['1997-12-01', '1998-12-31'],
    expected: at9('1997-12-22', '1998-01-19', '1998-02-16'),
  },
  'monthly on the third-to-last day': {
    start: '19970928T090000',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=-3',
    window: ['1997-12-01', '1998-02-28'],
    expected: at9('1997-12-29', '1998-01-29', '1998-02-26'),
  },
  'monthly on the first and last day': {
    start: '19970930T090000',
    rule: 'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1',
    window: ['1998-01-01', '1998-12-31'],
    expected: at9('1998-01-01', '1998-01-31', '1998-02-01'),
  },
  'monthly on the 31st leaves short months out': {
    start: '20260131T090000',
    rule: 'FREQ=MONTHLY',
    window: ['2026-01-01', '2026-07-31'],
    expected: at9('2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31'),
  },
  'Friday the 13th': {
    start: '19980213T090000',
    rule: 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    window: ['1998-01-01', '1999-12-31'],
    expected: at9('1998-02-13', '1998-03-13', '1998-11-13', '1999-08-13'),
  },
  'the last working day of the month': {
    start: '19970930T090000',
    rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    window: ['1997-11-01', '1998-01-31'],
    expected: at9('1997-11-28', '1997-12-31', '1998-01-30'),
  },
  'the third of Tuesday, Wednesday and Thursday in a month': {
    start: '19970904T090000',
    rule: 'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
    window: ['1997-01-01', '1997-12-31'],
    expected: at9('1997-09-04', '1997-10-07', '1997-11-06'),
  },
  'yearly in June and July': {
    start: '19970610T090000',
    rule: 'FREQ=YEARLY;COUNT=10;BYMONTH=6,7',
    window: ['2001-01-01', '2005-12-31'],
    expected: at9('2001-06-10', '2001-07-10'),
  },
  'every third year on the 1st, 100th and 200th day': {
    start: '19970101T090000',
    rule: 'FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200',
    window: ['2000-01-01', '2010-12-31'],
    expected: at9('2000-01-01', '2000-04-09', '2000-07-18', '2003-01-01', '2003-04-10', '2003-07-19', '2006-01-01'),
  },
  'the last day of the year, counted from its end': {
    start: '20261231T090000',
    rule: 'FREQ=YEARLY;BYYEARDAY=-1',
    window: ['2028-01-01', '2029-12-31'],
    expected: at9('2028-12-31', '2029-12-31'),
  },
  'every 20th Monday of the year': {
    start: '19970519T090000',
    rule: 'FREQ=YEARLY;BYDAY=20MO',
    window: ['1998-01-01', '1999-12-31'],
    expected: at9('1998-05-18', '1999-05-17'),
  },
  'Monday of week 20': {
    start: '19970512T090000',
    rule: 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    window: ['1998-01-01', '1999-12-31'],
    expected: at9('1998-05-11', '1999-05-17'),
  },
  'Monday of week 20, with a number that means nothing beside week numbers': {
    start: '19970512T090000',
    rule: 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO',
    window: ['1998-01-01', '1999-12-31'],
    expected: at9('1998-05-11', '1999-05-17'),
  },
  'the first of a day’s times, in whatever order they are listed': {
    start: '20261117T090000',
    rule: 'FREQ=DAILY;BYHOUR=15,9;BYSETPOS=1;COUNT=2',
    window: ['2026-11-01', '2026-12-31'],
    expected: at9('2026-11-17', '2026-11-18'),
  },
  'Mondays of week 20, counted from a DTSTART that is none': {
    start: '19970513T090000',
    rule: 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=2',
    window: ['1997-01-01', '2000-12-31'],
    expected: at9('1997-05-13', '1998-05-11'),
  },
  'Monday of the last week of the year': {
    start: '20251222T090000',
    rule: 'FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO',
    window: ['2026-01-01', '2027-12-31'],
    expected: at9('2026-12-28', '2027-12-27'),
  },
  'every Thursday in March': {
    start: '19970313T090000',
    rule: 'FREQ=YEARLY;BYMONTH=3;BYDAY=TH',
    window: ['1998-01-01', '1998-12-31'],
    expected: at9('1998-03-05', '1998-03-12', '1998-03-19', '1998-03-26'),
  },
  'election day: the first Tuesday after a Monday in November, every fourth year': {
    start: '19961105T090000',
    rule: 'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
    window: ['1997-01-01', '2004-12-31'],
    expected: at9('2000-11-07', '2004-11-02'),
  },
  '29 February comes in leap years': {
    start: '20240229T090000',
    rule: 'FREQ=YEARLY',
    window: ['2024-03-01', '2033-01-01'],
    expected: at9('2028-02-29', '2032-02-29'),
  },
  'every three hours until five in UTC, which is seven in Berlin': {
    start: '19970902T090000',
    rule: 'FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z',
    window: ['1997-09-02', '1997-09-03'],
    expected: ['1997-09-02 09:00', '1997-09-02 12:00', '1997-09-02 15:00', '1997-09-02 18:00'],
  },
  'every hour and a half, four times': {
    start: '19970902T090000',
    rule: 'FREQ=MINUTELY;INTERVAL=90;COUNT=4',
    window: ['1997-09-02', '1997-09-03'],
    expected: ['1997-09-02 09:00', '1997-09-02 10:30', '1997-09-02 12:00', '1997-09-02 13:30'],
  },
  'every 20 minutes of two hours of the day': {
    start: '19970902T090000',
    rule: 'FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,20,40',
    window: ['1997-09-05', '1997-09-05'],
    expected: ['09:00', '09:20', '09:40', '10:00', '10:20', '10:40'].map((time) => `1997-09-05 ${time}`),
  },
  'the same said by minutes': {
    start: '19970902T090000',
    rule: 'FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10',
    window: ['1997-09-05', '1997-09-05'],
    expected: ['09:00', '09:20', '09:40', '10:00', '10:20', '10:40'].map((time) => `1997-09-05 ${time}`),
  },
  'seconds within a minute': {
    start: '20261117T090000',
    rule: 'FREQ=MINUTELY;BYSECOND=0,30;COUNT=3',
    window: ['2026-11-17', '2026-11-17'],
    expected: ['2026-11-17 09:00', '2026-11-17 09:00:30', '2026-11-17 09:01'],
  },
  // In 2027 both days are a Friday; in 2028 a Saturday and a Sunday; 1 January 2029 is a Monday.
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

const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'medium' });
const onTheClock = (instant: number) => format.format(instant).replace(/:00$/, '');

describe('a recurrence rule', () => {
  it.each(Object.entries(CASES))('%s', (_, { start, rule, window, expected }) => {
    const text = calendar(event(`DTSTART;TZID=Europe/Berlin:${start}`, 'DURATION:PT20S', `RRULE:${rule}`));
    expect(occurrencesIn(text, days(...window)).map((found) => onTheClock(found.start))).toEqual(expected);
  });

  it('written twice gives what either gives', () => {
    const text = calendar(
      event('DTSTART:20261117T090000Z', 'RRULE:FREQ=WEEKLY;COUNT=2', 'RRULE:FREQ=DAILY;COUNT=2', 'DURATION:PT1H'),
    );
    const starts = occurrencesIn(text, days('2026-11-01', '2026-12-31')).map(({ start }) =>
      new Date(start).getUTCDate(),
    );
    expect(starts).toEqual([17, 18, 24]);
  });

  it('that ended before DTSTART takes nothing from another', () => {
    const rules = ['RRULE:FREQ=DAILY;UNTIL=20261101T000000Z', 'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2'];
    const text = calendar(event('DTSTART:20261117T090000Z', ...rules, 'DURATION:PT1H'));
    const starts = occurrencesIn(text, days('2026-11-01', '2026-12-31')).map(({ start }) =>
      new Date(start).getUTCDate(),
    );
    expect(starts).toEqual([17, 23]);
  });

  it('is left out where an EXRULE says so', () => {
    const text = calendar(
      event('DTSTART:20261117T090000Z', 'RRULE:FREQ=DAILY;COUNT=4', 'EXRULE:FREQ=DAILY;INTERVAL=2', 'DURATION:PT1H'),
    );
    const starts = occurrencesIn(text, days('2026-11-01', '2026-12-31')).map(({ start }) =>
      new Date(start).getUTCDate(),
    );
    expect(starts).toEqual([18, 20]);
  });
});
