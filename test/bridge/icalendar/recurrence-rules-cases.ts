export interface RuleCase {
  readonly start: string;
  readonly rule: string;
  readonly window: readonly [string, string];
  /** Starts as written on the local clock; from the examples of RFC 5545 3.8.5.3 or counted on a paper calendar. */
  readonly expected: readonly string[];
}

/** Nine o’clock on each of these days. */
export const at9 = (...dates: string[]) => dates.map((date) => `${date} 09:00`);

/** Rules as people make them, most of them the examples of RFC 5545 3.8.5.3. */
export const RULES: Readonly<Record<string, RuleCase>> = {
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
};
