/** What the button beside the address bar says that the person has to do. */
export const NEEDED = {
  password: 'iCloud needs a new app-specific password',
  token: 'HighLevel needs a new token for public booking pages',
  calendars: 'Choose which calendars block your time',
  bookings: 'Some bookings could not be added to iCloud',
} as const;

export const PRODUCT = 'Slotbridge';

/** Of the notification that a connection no longer works. */
export const BROKEN = {
  title: 'iCloud no longer accepts the password',
  titleNamed: (sub: string) => `${sub}: iCloud no longer accepts the password`,
  message: 'New events don’t block slots until you enter a new app-specific password. Click to enter it.',
} as const;
