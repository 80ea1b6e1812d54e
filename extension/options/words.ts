import type { ConnectionHealth } from '../../shared/contract/sync.ts';

type CalendarState = ConnectionHealth['calendars'][number]['state'];

export const WORDS = {
  title: 'Slotbridge settings',
  intro: 'What Slotbridge does in this browser and on this computer, and how it stands.',
  looking: 'One moment…',
  noConnection: 'No iCloud account is connected yet.',
  notPaired: 'This browser isn’t paired with Slotbridge yet.',

  calendars: 'Calendars',
  calendarsMean: 'What was read when, and what went wrong last.',
  choose: 'Linked calendar, conflict calendars, how events count',
  checkNow: 'Check now',
  checking: 'Checking…',
  pause: 'Pause',
  newPassword: 'New password',
  publicPages: 'Public booking pages',
  disconnect: 'Disconnect',
  linked: 'Linked',
  blocks: 'Blocks',
  unreadable: (count: number) => (count === 1 ? '1 event couldn’t be read.' : `${count} events couldn’t be read.`),
  readAgo: (age: string) => `Read ${age}.`,
  neverRead: 'Not read yet.',
  lastRead: (age: string) => `Last read ${age}.`,

  sites: 'Addresses of your CRM',
  sitesMean:
    'If your CRM has an address of its own, add it here. Slotbridge then runs there as on HighLevel’s own addresses. The browser asks you once for each.',
  siteAddress: 'Address',
  siteExample: 'crm.your-agency.com',
  addSite: 'Add',
  removeSite: 'Remove',
  removeSiteNamed: (name: string) => `Remove ${name}`,
  siteAdded: (name: string) => `Slotbridge runs on ${name} from now on. Reload its pages that are open.`,
  siteRemoved: (name: string) => `Slotbridge no longer runs on ${name}.`,
  declined: (name: string) =>
    `The browser wasn’t allowed to let us read ${name}, so it wasn’t added. Press Add and allow it.`,

  stored: 'What is stored, and where',
  storedMeans: 'On your own computer, in iCloud and in your CRM. Nothing is sent to anyone else.',

  report: 'Report',
  reportMeans:
    'For whoever helps you. It holds states, counts and times of checks: no titles, names, addresses, account names or passwords. Read it before you pass it on.',
  makeReport: 'Make a report',
  making: 'Making it…',
  copy: 'Copy',
  copied: 'Copied.',
  notCopied: 'The browser didn’t let us copy it. Select the text and copy it yourself.',
  save: 'Save as a file',
  reportText: 'The report',

  browser: 'This browser',
  pairedOn: (port: number) => `Paired with the Slotbridge that answers on port ${port} of this computer.`,
  openSetUp: 'Open the setup page',
} as const;

/** How a calendar stands; those in which something is wrong say in the bridge's own sentence what. */
export const CALENDAR_STATES: Record<CalendarState, string> = {
  ok: '',
  'never-read': 'Its events aren’t known yet, so none of its time counts as free.',
  failing: 'It can’t be read right now, so its time isn’t known. We try again by ourselves.',
  held: 'Most of it seemed to be gone at once. We keep what we knew until a second look confirms it.',
  gone: 'It is no longer in the account. Choose your calendars again.',
  'not-chosen': 'Not chosen, so it blocks nothing.',
};

/** Why an address can't be added. */
export const SITE_FAULTS = {
  empty: 'Type the address at which you open your CRM.',
  noAddress: 'That isn’t the address of a site. Copy it from the address bar while your CRM is open.',
  star: 'One address at a time, in full and without stars.',
  insecure: 'Only an address that begins with https:// is safe enough. Look whether your CRM has one.',
  ownAlready: 'Slotbridge runs there already.',
  addedAlready: 'That address is added already.',
} as const;

export interface Place {
  readonly name: string;
  readonly holds: readonly string[];
}

/** What is kept, place by place. */
export const PLACES: readonly Place[] = [
  {
    name: 'The keychain of this computer',
    holds: [
      'The app-specific password of each account.',
      'The token for public booking pages, if you turned them on.',
      'Without a keychain both stand in a sealed file, or in memory until Slotbridge stops.',
    ],
  },
  {
    name: 'Slotbridge’s data folder on this computer',
    holds: [
      'Which accounts are connected, which calendars you chose, and how events count.',
      'A copy of the calendars that block your time, so that answers come at once.',
      'The bookings that were added to iCloud, and those that wait.',
      'Which browsers are paired. “npx slotbridge doctor” tells where the folder is.',
    ],
  },
  {
    name: 'The browser’s own settings',
    holds: ['The addresses of your CRM that you added, as sites that the extension may read.'],
  },
  {
    name: 'iCloud',
    holds: ['The events of your bookings, in the linked calendar. They stay when you disconnect.'],
  },
  {
    name: 'Your CRM',
    holds: ['Blocked slots that end in “· Slotbridge”, if you turned public booking pages on.'],
  },
];

/** The extension's own storage in this browser, value by value. It is emptied when you remove the extension. */
export const BROWSER_PLACE = 'The extension’s storage in this browser';
export const STORED_VALUES: Readonly<Record<string, string>> = {
  featuresOff: 'What Slotbridge is not to do in the CRM’s pages.',
  pairing: 'The key with which this browser speaks to Slotbridge.',
  sightings: 'Sub-accounts and users that were signed in to the CRM here, by name.',
  bookingCalendars: 'Which booking calendars a sub-account has, and whose they are.',
  knownConnections: 'Which user and sub-account each connection belongs to.',
  locationZones: 'The time zone of each sub-account.',
  bookingQueue: 'Bookings that wait for Slotbridge to run.',
  bookingTroubles: 'Bookings that could not be handed over, until you have read of them.',
  seenAppointments: 'Appointments that stood before a calendar was linked, until you answer about them.',
  toldBookings: 'Fingerprints of bookings that were handed over, so that none is sent twice.',
  toldBroken: 'Connections of which a notification said that the password no longer works.',
  unreadPages: 'Which pages of the CRM we could not read, with counts alone.',
  caughtClashes: 'How many clashes were caught this month: a number.',
  declinedQuestions: 'Questions that you answered with no, so that none is asked twice.',
  hiddenTitles: 'That you hide all titles for now.',
  cardPlace: 'Whether our card found its place among the CRM’s connections.',
};

/** Kept in memory alone, until the browser is closed. */
export const MEMORY_PLACE = 'This browser’s memory, until you close it';
export const REMEMBERED_VALUES: Readonly<Record<string, string>> = {
  knownBookings: 'Bookings that the CRM’s pages showed, to make sense of a later change.',
  countedTimes: 'Taken times that were picked, so that each counts once.',
};
