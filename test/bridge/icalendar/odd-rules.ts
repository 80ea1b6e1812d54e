/** What a reader makes of a rule where it errs: the first four of its starts, and why. */
interface Misreading {
  readonly gives: readonly string[];
  readonly why: string;
}

export interface OddRule {
  readonly rule: string;
  readonly start: string;
  /** The sixth start: what is expected lies before it. */
  readonly before: string;
  /** The first five starts as python-dateutil 2.9 works them out, in UTC. */
  readonly expected: readonly string[];
  readonly nodeIcal?: Misreading;
  readonly icalJs?: Misreading;
}

/** Rules of shapes that few calendars hold, drawn at random; DTSTART is a start of each. */
export const ODD_RULES: readonly OddRule[] = [
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
    rule: 'FREQ=YEARLY;BYMONTH=11,2,5;BYDAY=-2SU',
    start: '20241117T100000',
    before: '2026-05-24T10:00',
    expected: ['2024-11-17T10:00', '2025-02-16T10:00', '2025-05-18T10:00', '2025-11-23T10:00', '2026-02-15T10:00'],
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
    rule: 'FREQ=YEARLY;BYMONTHDAY=31',
    start: '20240331T100000',
    before: '2024-12-31T10:00',
    expected: ['2024-03-31T10:00', '2024-05-31T10:00', '2024-07-31T10:00', '2024-08-31T10:00', '2024-10-31T10:00'],
    icalJs: { gives: ['2024-03-31T10:00'], why: 'BYMONTHDAY of a yearly rule is taken for the month of DTSTART alone' },
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
    rule: 'FREQ=MONTHLY;INTERVAL=3;BYDAY=TU,WE;BYSETPOS=-2',
    start: '20241225T100000',
    before: '2026-03-25T10:00',
    expected: ['2024-12-25T10:00', '2025-03-25T10:00', '2025-06-24T10:00', '2025-09-24T10:00', '2025-12-30T10:00'],
  },
  {
    rule: 'FREQ=DAILY;INTERVAL=3;BYHOUR=0,23;BYMINUTE=0,45',
    start: '20251203T230000',
    before: '2025-12-06T23:45',
    expected: ['2025-12-03T23:00', '2025-12-03T23:45', '2025-12-06T00:00', '2025-12-06T00:45', '2025-12-06T23:00'],
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
    rule: 'FREQ=YEARLY;INTERVAL=3;BYMONTHDAY=13',
    start: '20260413T100000',
    before: '2026-09-13T10:00',
    expected: ['2026-04-13T10:00', '2026-05-13T10:00', '2026-06-13T10:00', '2026-07-13T10:00', '2026-08-13T10:00'],
    icalJs: { gives: ['2026-04-13T10:00'], why: 'BYMONTHDAY of a yearly rule is taken for the month of DTSTART alone' },
  },
  {
    rule: 'FREQ=HOURLY;INTERVAL=6;BYMINUTE=0,45;BYSETPOS=-1,1',
    start: '20240328T100000',
    before: '2024-03-28T22:45',
    expected: ['2024-03-28T10:00', '2024-03-28T10:45', '2024-03-28T16:00', '2024-03-28T16:45', '2024-03-28T22:00'],
  },
  {
    rule: 'FREQ=MONTHLY;INTERVAL=2;BYMONTH=1,7;BYMONTHDAY=-1,15,31',
    start: '20240731T100000',
    before: '2026-01-15T10:00',
    expected: ['2024-07-31T10:00', '2025-01-15T10:00', '2025-01-31T10:00', '2025-07-15T10:00', '2025-07-31T10:00'],
  },
  {
    rule: 'FREQ=DAILY;INTERVAL=3;BYMONTH=12,2',
    start: '20241201T100000',
    before: '2024-12-16T10:00',
    expected: ['2024-12-01T10:00', '2024-12-04T10:00', '2024-12-07T10:00', '2024-12-10T10:00', '2024-12-13T10:00'],
  },
  {
    rule: 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=2;BYSETPOS=-1,1',
    start: '20250902T100000',
    before: '2026-12-02T10:00',
    expected: ['2025-09-02T10:00', '2025-12-02T10:00', '2026-03-02T10:00', '2026-06-02T10:00', '2026-09-02T10:00'],
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
    rule: 'FREQ=DAILY;INTERVAL=2;BYMONTH=11,12',
    start: '20251102T100000',
    before: '2025-11-12T10:00',
    expected: ['2025-11-02T10:00', '2025-11-04T10:00', '2025-11-06T10:00', '2025-11-08T10:00', '2025-11-10T10:00'],
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
    rule: 'FREQ=DAILY;INTERVAL=2;BYMONTHDAY=15',
    start: '20250215T100000',
    before: '2025-10-15T10:00',
    expected: ['2025-02-15T10:00', '2025-03-15T10:00', '2025-06-15T10:00', '2025-07-15T10:00', '2025-09-15T10:00'],
  },
  {
    rule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=TH;BYSETPOS=-1,-2,1',
    start: '20240118T100000',
    before: '2024-05-02T10:00',
    expected: ['2024-01-18T10:00', '2024-01-25T10:00', '2024-03-07T10:00', '2024-03-21T10:00', '2024-03-28T10:00'],
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
    rule: 'FREQ=WEEKLY;BYDAY=FR;BYSETPOS=-1,1,2',
    start: '20251003T100000',
    before: '2025-11-07T10:00',
    expected: ['2025-10-03T10:00', '2025-10-10T10:00', '2025-10-17T10:00', '2025-10-24T10:00', '2025-10-31T10:00'],
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
