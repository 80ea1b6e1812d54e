import { Temporal } from 'temporal-polyfill';
import type { AccountHandle } from './icloud/account/handle.ts';
import { allDay, calendarText, eventLines, localTime, timed } from './icloud/event-text.ts';

export interface SampleWeekOptions {
  /** Epoch milliseconds; the week starts on this day. */
  readonly now: number;
  /** Where the owner of the account lives; every timed event is written in it. */
  readonly timeZone: string;
}

/** The paths of the sample's calendars. */
export const SAMPLE_CALENDARS = {
  home: 'home',
  work: 'work',
  family: 'family',
  holidays: 'holidays',
  reminders: 'tasks',
} as const;

type CalendarName = keyof typeof SAMPLE_CALENDARS;

interface Week {
  readonly zone: string;
  readonly today: Temporal.PlainDate;
  /** `day(0)` is today. */
  readonly day: (offset: number) => Temporal.PlainDate;
  readonly owner: string;
  readonly add: (calendar: CalendarName, name: string, summary: string, lines: readonly string[]) => void;
  readonly addText: (calendar: CalendarName, name: string, write: (uid: string, stamp: string) => string[][]) => void;
}

/**
 * Fills an account with the calendars and the week of somebody busy: today, tomorrow and the day after have free,
 * blocked and partly blocked hours, whatever weekday it is.
 */
export function sampleWeek(account: AccountHandle, { now, timeZone }: SampleWeekOptions): void {
  const week = startWeek(account, now, timeZone);
  createCalendars(account);
  addWork(week);
  addStandUp(week);
  addInvitation(week);
  addHome(week);
  addFamily(week);
  addHolidays(week);
  addReminder(week);
}

function startWeek(account: AccountHandle, now: number, zone: string): Week {
  const instant = Temporal.Instant.fromEpochMilliseconds(now);
  const today = instant.toZonedDateTimeISO(zone).toPlainDate();
  const stamp = `${instant.toString().replace(/[-:]/g, '').slice(0, 15)}Z`;
  const addText: Week['addText'] = (calendar, name, write) =>
    account.put(SAMPLE_CALENDARS[calendar], `${name}.ics`, calendarText(...write(`${name}@sample.week`, stamp)));
  return {
    zone,
    today,
    day: (offset) => today.add({ days: offset }),
    owner: account.appleId,
    addText,
    add: (calendar, name, summary, lines) => addText(calendar, name, (uid) => [eventLines(uid, stamp, summary, lines)]),
  };
}

function createCalendars({ calendars }: AccountHandle): void {
  calendars.create({ name: 'Home', path: 'home', color: '#34AADCFF', sharedWithOthers: true });
  calendars.create({ name: 'Work', path: 'work', color: '#FF9500FF' });
  calendars.create({ name: 'Family', path: 'family', color: '#CC73E1FF', kind: 'shared', access: 'reader' });
  const source = 'webcal://calendars.example.com/holidays.ics';
  calendars.create({ name: 'Holidays', path: 'holidays', color: '#63DA38FF', kind: 'subscription', source });
  calendars.create({ name: 'Reminders', path: 'tasks', color: '#FFCC00FF', kind: 'reminders' });
}

function addWork({ zone, day, add }: Week): void {
  add('work', 'kickoff', 'Kick-off: website relaunch', timed(zone, day(0), '10:00', '11:00'));
  add('work', 'budget', 'Budget review', timed(zone, day(0), '14:30', '15:15'));
  const tentative = [...timed(zone, day(0), '16:00', '17:00'), 'STATUS:TENTATIVE'];
  add('work', 'supplier', 'Call with supplier (to be confirmed)', tentative);
  add('work', 'workshop', 'Workshop: spring campaign', timed(zone, day(1), '10:30', '12:00'));
  add('work', 'one-to-one', '1:1 with Sam', timed(zone, day(1), '15:10', '15:40'));
  add('work', 'interview', 'Interview, second round', timed(zone, day(2), '11:00', '12:30'));
  add('work', 'board', 'Board preparation', timed(zone, day(2), '14:30', '16:00'));
  add('work', 'site-visit', 'Site visit', timed(zone, day(3), '13:00', '17:00'));
  add('work', 'focus', 'Focus time', [...timed(zone, day(4), '09:30', '11:30'), 'TRANSP:TRANSPARENT']);
  add('work', 'trade-fair', 'Trade fair', [...allDay(day(5)), 'TRANSP:OPAQUE']);
}

/** On weekdays since two weeks ago; the next one is later than usual, the one after it falls out. */
function addStandUp({ zone, today, day, addText }: Week): void {
  const monday = day(1 - today.dayOfWeek - 14);
  const [moved, dropped] = weekdaysAfter(today);
  addText('work', 'stand-up', (uid, stamp) => [
    eventLines(uid, stamp, 'Stand-up', [
      ...timed(zone, monday, '09:00', '09:15'),
      'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      `EXDATE;TZID=${zone}:${localTime(dropped, '09:00')}`,
    ]),
    eventLines(uid, stamp, 'Stand-up (later today)', [
      ...timed(zone, moved, '09:40', '10:00'),
      `RECURRENCE-ID;TZID=${zone}:${localTime(moved, '09:00')}`,
    ]),
  ]);
}

function weekdaysAfter(day: Temporal.PlainDate): [Temporal.PlainDate, Temporal.PlainDate] {
  const next = nextWeekday(day);
  return [next, nextWeekday(next)];
}

function nextWeekday(day: Temporal.PlainDate): Temporal.PlainDate {
  const next = day.add({ days: 1 });
  return next.dayOfWeek <= 5 ? next : nextWeekday(next);
}

/** Declined by the owner, and so free. */
function addInvitation({ zone, day, owner, add }: Week): void {
  add('work', 'all-hands', 'Quarterly all-hands', [
    ...timed(zone, day(1), '13:30', '14:30'),
    'ORGANIZER;CN=Priya Nair:mailto:priya.nair@example.com',
    'ATTENDEE;CN=Priya Nair;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:priya.nair@example.com',
    `ATTENDEE;CN=Maya Reed;CUTYPE=INDIVIDUAL;PARTSTAT=DECLINED;ROLE=REQ-PARTICIPANT:mailto:${owner}`,
  ]);
}

/** The dentist takes the half hour before as well, for the way there. */
function addHome({ zone, day, add, addText }: Week): void {
  add('home', 'lunch', 'Lunch with Nora', timed(zone, day(0), '12:30', '13:15'));
  add('home', 'dentist', 'Dentist', [
    ...timed(zone, day(1), '16:30', '17:15'),
    'LOCATION:12 Harbour Street',
    'X-APPLE-TRAVEL-DURATION;VALUE=DURATION:PT30M',
  ]);
  add('home', 'birthday', "Mum's birthday", [...allDay(day(2)), 'TRANSP:TRANSPARENT']);
  add('home', 'gym', 'Gym, if there is time', [...timed(zone, day(2), '13:00', '14:00'), 'TRANSP:TRANSPARENT']);
  // Apple has been seen to write DTSTAMP twice.
  addText('home', 'concert', (uid, stamp) => [
    eventLines(uid, stamp, 'Concert', [`DTSTAMP:${stamp}`, ...timed(zone, day(4), '20:00', '00:30')]),
  ]);
}

function addFamily({ zone, day, add }: Week): void {
  add('family', 'school', 'Pick up Leo from school', timed(zone, day(1), '12:15', '13:00'));
  const weekly = [...timed(zone, day(-5), '16:00', '16:45'), 'RRULE:FREQ=WEEKLY;COUNT=20'];
  add('family', 'swimming', 'Swimming lesson', weekly);
  add('family', 'parents-evening', "Parents' evening", timed(zone, day(3), '17:30', '19:00'));
}

function addHolidays({ today, day, add }: Week): void {
  add('holidays', 'local-holiday', 'Founders Day', [...allDay(day(4)), 'TRANSP:TRANSPARENT']);
  const newYear = today.with({ month: 1, day: 1 });
  add('holidays', 'new-year', "New Year's Day", [...allDay(newYear), 'RRULE:FREQ=YEARLY', 'TRANSP:TRANSPARENT']);
}

function addReminder({ zone, day, addText }: Week): void {
  addText('reminders', 'flowers', (uid, stamp) => [
    [
      'BEGIN:VTODO',
      `UID:${uid}`,
      `DTSTAMP:${stamp}`,
      'SUMMARY:Order flowers',
      `DUE;TZID=${zone}:${localTime(day(1), '18:00')}`,
      'STATUS:NEEDS-ACTION',
      'END:VTODO',
    ],
  ]);
}
