import { say } from '../words/say.ts';

/** What the button beside the address bar says that the person has to do. */
export const NEEDED = {
  password: say('neededPassword'),
  token: say('neededToken'),
  calendars: say('neededCalendars'),
  bookings: say('neededBookings'),
} as const;

export const PRODUCT = 'Slotbridge';

/** Of the notification that a connection no longer works. */
export const BROKEN = {
  title: say('brokenTitle'),
  titleNamed: (sub: string) => say('brokenTitleNamed', sub),
  message: say('brokenMessage'),
} as const;
