import type { ConnectionHealth } from '../../shared/contract/sync.ts';
import { say, sayCount } from '../words/say.ts';

type CalendarState = ConnectionHealth['calendars'][number]['state'];

export const WORDS = {
  title: say('optionsTitle'),
  intro: say('optionsIntro'),
  looking: say('optionsLooking'),
  noConnection: say('optionsNoConnection'),
  notPaired: say('optionsNotPaired'),

  calendars: say('optionsCalendars'),
  calendarsMean: say('optionsCalendarsMean'),
  choose: say('optionsChoose'),
  checkNow: say('optionsCheckNow'),
  checking: say('optionsChecking'),
  pause: say('optionsPause'),
  newPassword: say('optionsNewPassword'),
  publicPages: say('optionsPublicPages'),
  disconnect: say('optionsDisconnect'),
  linked: say('optionsLinked'),
  blocks: say('optionsBlocks'),
  unreadable: (count: number) => sayCount('optionsUnreadable', count),
  readAgo: (age: string) => say('optionsReadAgo', age),
  neverRead: say('optionsNeverRead'),
  lastRead: (age: string) => say('optionsLastRead', age),

  sites: say('optionsSites'),
  sitesMean: say('optionsSitesMean'),
  siteAddress: say('optionsSiteAddress'),
  siteExample: say('optionsSiteExample'),
  addSite: say('optionsAddSite'),
  removeSite: say('optionsRemoveSite'),
  removeSiteNamed: (name: string) => say('optionsRemoveSiteNamed', name),
  siteAdded: (name: string) => say('optionsSiteAdded', name),
  siteRemoved: (name: string) => say('optionsSiteRemoved', name),
  declined: (name: string) => say('optionsSiteDeclined', name),

  stored: say('optionsStored'),
  storedMeans: say('optionsStoredMeans'),

  report: say('optionsReport'),
  reportMeans: say('optionsReportMeans'),
  makeReport: say('optionsMakeReport'),
  making: say('optionsMaking'),
  copy: say('optionsCopy'),
  copied: say('optionsCopied'),
  notCopied: say('optionsNotCopied'),
  save: say('optionsSave'),
  reportText: say('optionsReportText'),

  browser: say('optionsBrowser'),
  pairedOn: (port: number) => say('optionsPairedOn', port),
  openSetUp: say('optionsOpenSetUp'),
} as const;

/** How a calendar stands; those in which something is wrong say in the bridge's own sentence what. */
export const CALENDAR_STATES: Record<CalendarState, string> = {
  ok: '',
  'never-read': say('optionsCalendarNeverRead'),
  failing: say('optionsCalendarFailing'),
  held: say('optionsCalendarHeld'),
  gone: say('optionsCalendarGone'),
  'not-chosen': say('optionsCalendarNotChosen'),
};

/** Why an address can't be added. */
export const SITE_FAULTS = {
  empty: say('optionsSiteEmpty'),
  noAddress: say('optionsSiteNoAddress'),
  star: say('optionsSiteStar'),
  insecure: say('optionsSiteInsecure'),
  ownAlready: say('optionsSiteOwnAlready'),
  addedAlready: say('optionsSiteAddedAlready'),
} as const;

export interface Place {
  readonly name: string;
  readonly holds: readonly string[];
}

/** What is kept, place by place. */
export const PLACES: readonly Place[] = [
  {
    name: say('optionsPlaceKeychain'),
    holds: [say('optionsPlaceKeychainPassword'), say('optionsPlaceKeychainToken'), say('optionsPlaceKeychainWithout')],
  },
  {
    name: say('optionsPlaceData'),
    holds: [
      say('optionsPlaceDataConnections'),
      say('optionsPlaceDataCopy'),
      say('optionsPlaceDataBookings'),
      say('optionsPlaceDataBrowsers'),
    ],
  },
  {
    name: say('optionsPlaceSettings'),
    holds: [say('optionsPlaceSettingsSites')],
  },
  {
    name: say('optionsPlaceIcloud'),
    holds: [say('optionsPlaceIcloudEvents')],
  },
  {
    name: say('optionsPlaceCrm'),
    holds: [say('optionsPlaceCrmBlocks')],
  },
];

/** The extension's own storage in this browser, value by value. It is emptied when you remove the extension. */
export const BROWSER_PLACE = say('optionsPlaceExtension');
export const STORED_VALUES: Readonly<Record<string, string>> = {
  featuresOff: say('optionsStoredFeaturesOff'),
  pairing: say('optionsStoredPairing'),
  sightings: say('optionsStoredSightings'),
  bookingCalendars: say('optionsStoredBookingCalendars'),
  knownConnections: say('optionsStoredKnownConnections'),
  locationZones: say('optionsStoredLocationZones'),
  bookingQueue: say('optionsStoredBookingQueue'),
  bookingTroubles: say('optionsStoredBookingTroubles'),
  seenAppointments: say('optionsStoredSeenAppointments'),
  toldBookings: say('optionsStoredToldBookings'),
  toldBroken: say('optionsStoredToldBroken'),
  unreadPages: say('optionsStoredUnreadPages'),
  caughtClashes: say('optionsStoredCaughtClashes'),
  declinedQuestions: say('optionsStoredDeclinedQuestions'),
  hiddenTitles: say('optionsStoredHiddenTitles'),
  cardPlace: say('optionsStoredCardPlace'),
};

/** Kept in memory alone, until the browser is closed. */
export const MEMORY_PLACE = say('optionsPlaceMemory');
export const REMEMBERED_VALUES: Readonly<Record<string, string>> = {
  knownBookings: say('optionsRememberedKnownBookings'),
  countedTimes: say('optionsRememberedCountedTimes'),
};
