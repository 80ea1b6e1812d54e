/** The stand-in CRM's records, with HighLevel's own field names (its public OpenAPI files). Times are ISO with offset. */

export interface Location {
  id: string;
  companyId: string;
  name: string;
  address: string;
  city: string;
  country: string;
  email: string;
  timezone: string;
}

export interface User {
  id: string;
  name: string;
  firstName: string;
  lastName: string;
  email: string;
  roles: { type: 'account' | 'agency'; role: 'admin' | 'user'; locationIds: string[] };
}

export interface OpenHour {
  /** 0 is Sunday. */
  daysOfTheWeek: number[];
  hours: { openHour: number; openMinute: number; closeHour: number; closeMinute: number }[];
}

/** Lengths are in minutes (`…Unit: 'mins'`). Open hours are wall time in the calendar's zone, its sub-account's. */
export interface Calendar {
  id: string;
  locationId: string;
  name: string;
  description: string;
  slug: string;
  widgetSlug: string;
  isActive: boolean;
  calendarType: 'personal' | 'round_robin' | 'collective';
  eventTitle: string;
  eventColor: string;
  teamMembers: { userId: string; priority: number; isPrimary?: boolean }[];
  slotDuration: number;
  slotDurationUnit: 'mins';
  slotInterval: number;
  slotIntervalUnit: 'mins';
  preBuffer: number;
  preBufferUnit: 'mins';
  slotBuffer: number;
  slotBufferUnit: 'mins';
  appoinmentPerSlot: number;
  allowBookingAfter: number;
  allowBookingAfterUnit: 'hours';
  allowBookingFor: number;
  allowBookingForUnit: 'days';
  openHours: OpenHour[];
  autoConfirm: boolean;
}

/** The last two are not in HighLevel's list of what can be asked for, but its answers have them. */
export type AppointmentStatus =
  | 'new'
  | 'confirmed'
  | 'cancelled'
  | 'showed'
  | 'noshow'
  | 'invalid'
  | 'active'
  | 'completed';

export interface Appointment {
  id: string;
  title: string;
  calendarId: string;
  locationId: string;
  contactId: string;
  groupId: string;
  appointmentStatus: AppointmentStatus;
  assignedUserId: string;
  users: string[];
  address: string;
  notes: string;
  isRecurring: boolean;
  startTime: string;
  endTime: string;
  dateAdded: string;
  dateUpdated: string;
  createdBy: { userId?: string; source: string };
  masterEventId?: string;
  rrule?: string;
}

export interface BlockedSlot {
  id: string;
  locationId: string;
  title: string;
  assignedUserId: string;
  startTime: string;
  endTime: string;
  dateAdded?: string;
  dateUpdated?: string;
  /** Events that HighLevel took from a third party's calendar say so. */
  isFullDay?: boolean;
  /** HighLevel goes on listing what its third-party calendars have deleted; it takes no time any more. */
  deleted?: boolean;
}

export interface Contact {
  id: string;
  locationId: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
}

/** All that the stand-in knows. Tests may read and edit it at any time; every answer is made from it. */
export interface CrmState {
  locations: Location[];
  users: User[];
  calendars: Calendar[];
  appointments: Appointment[];
  blockedSlots: BlockedSlot[];
  contacts: Contact[];
  /** Who is signed in to the staff app. */
  signedInUserId: string;
  /** Private integration tokens that the public API (`services.`) accepts. */
  privateIntegrationTokens: string[];
}
