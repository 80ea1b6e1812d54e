import type { Calendar, CrmState, Location, User } from './model.ts';

/** Ids of the default data, so that tests need not search for them. */
export const DEFAULT_IDS = {
  location: 'uVb7Qk3nXw5RtYs2Lp8D',
  otherLocation: 'Hb4zTf9eKq1MsWc6Jr0N',
  ann: 'aNn5Pq8rTs2Uv7Wx1Yz3',
  ben: 'bEn9Cd4Ef6Gh1Jk3Lm7N',
  consultation: 'cOn3Su1Lt7At5Io9Nq2R',
  cleaning: 'rRo8Cl4Ea2Ni6Ng0Bt5K',
  otherConsultation: 'hAr2Bo7Rp4Hy9Si1Om6X',
} as const;

/** Sunrise Dental with Ann Porter and Ben Castillo, a second sub-account of Ann's, calendars open 9 to 17 every day. */
export function defaultState(timeZone: string): CrmState {
  return {
    locations: [
      location(DEFAULT_IDS.location, 'Sunrise Dental', timeZone),
      location(DEFAULT_IDS.otherLocation, 'Harbor Physio', timeZone),
    ],
    users: [
      user(DEFAULT_IDS.ann, 'Ann', 'Porter', 'admin', [DEFAULT_IDS.location, DEFAULT_IDS.otherLocation]),
      user(DEFAULT_IDS.ben, 'Ben', 'Castillo', 'user', [DEFAULT_IDS.location]),
    ],
    calendars: [
      consultation(DEFAULT_IDS.consultation, DEFAULT_IDS.location, 'sunrise-consultation'),
      cleaning(),
      consultation(DEFAULT_IDS.otherConsultation, DEFAULT_IDS.otherLocation, 'harbor-consultation'),
    ],
    appointments: [],
    blockedSlots: [],
    contacts: [],
    signedInUserId: DEFAULT_IDS.ann,
    privateIntegrationTokens: [],
  };
}

function location(id: string, name: string, timezone: string): Location {
  return {
    id,
    companyId: 'cMp6Ny2Ax8Bq4Dr0Es1F',
    name,
    address: '12 Elm Street',
    city: 'Albany',
    country: 'US',
    email: `hello@${name.toLowerCase().replace(/\W+/g, '-')}.example`,
    timezone,
  };
}

function user(id: string, firstName: string, lastName: string, role: 'admin' | 'user', locationIds: string[]): User {
  const email = `${firstName.toLowerCase()}@sunrise-dental.example`;
  return {
    id,
    name: `${firstName} ${lastName}`,
    firstName,
    lastName,
    email,
    roles: { type: 'account', role, locationIds },
  };
}

function consultation(id: string, locationId: string, slug: string): Calendar {
  return {
    ...bookable(id, locationId, slug),
    name: '30-minute consultation',
    description: 'A first talk about what you need, in person or by phone.',
    calendarType: 'personal',
    eventTitle: '{{contact.name}}',
    eventColor: '#039be5',
    teamMembers: [{ userId: DEFAULT_IDS.ann, priority: 0.5, isPrimary: true }],
  };
}

function cleaning(): Calendar {
  return {
    ...bookable(DEFAULT_IDS.cleaning, DEFAULT_IDS.location, 'sunrise-cleaning'),
    name: 'Dental cleaning',
    description: 'With whoever of the team is free first.',
    calendarType: 'round_robin',
    eventTitle: 'Cleaning: {{contact.name}}',
    eventColor: '#0f9d76',
    teamMembers: [
      { userId: DEFAULT_IDS.ann, priority: 0.5 },
      { userId: DEFAULT_IDS.ben, priority: 0.5 },
    ],
    slotDuration: 60,
    slotInterval: 60,
  };
}

type Bookable = Omit<Calendar, 'name' | 'description' | 'calendarType' | 'eventTitle' | 'eventColor' | 'teamMembers'>;

function bookable(id: string, locationId: string, slug: string): Bookable {
  return {
    id,
    locationId,
    slug,
    widgetSlug: slug,
    isActive: true,
    slotDuration: 30,
    slotDurationUnit: 'mins',
    slotInterval: 30,
    slotIntervalUnit: 'mins',
    preBuffer: 0,
    preBufferUnit: 'mins',
    slotBuffer: 0,
    slotBufferUnit: 'mins',
    appoinmentPerSlot: 1,
    allowBookingAfter: 0,
    allowBookingAfterUnit: 'hours',
    allowBookingFor: 365,
    allowBookingForUnit: 'days',
    openHours: [
      { daysOfTheWeek: [0, 1, 2, 3, 4, 5, 6], hours: [{ openHour: 9, openMinute: 0, closeHour: 17, closeMinute: 0 }] },
    ],
    autoConfirm: true,
  };
}
