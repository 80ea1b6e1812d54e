import { uidsIn } from '../icalendar-lines.ts';
import { type Calendar, type CalendarAccess, type CalendarKind, calendarMark, dropResource } from './calendar.ts';

export interface AccountSpec {
  readonly appleId: string;
  readonly appPassword: string;
  /** The password of the Apple account itself; CalDAV refuses it like any wrong one. */
  readonly ordinaryPassword?: string;
}

export interface CalendarSpec {
  readonly name: string;
  /** `#RRGGBBAA` or `#RRGGBB`; left out: the server names none. */
  readonly color?: string;
  /** `own` when left out. */
  readonly kind?: CalendarKind;
  /** `writer` when left out, `reader` for a subscription. */
  readonly access?: CalendarAccess;
  /** The last segment of the address; left out: a UUID. */
  readonly path?: string;
  readonly transparent?: boolean;
  /** Where a subscription comes from, such as `webcal://example.org/holidays.ics`. */
  readonly source?: string;
  readonly sharedWithOthers?: boolean;
}

/** Why iCloud would have mailed guests: a client wrote ATTENDEE, ORGANIZER or METHOD, also if it was refused. */
export interface Invitation {
  readonly uid: string;
  readonly because: string;
  readonly value: string;
}

export interface Account {
  readonly id: string;
  readonly appleId: string;
  readonly ordinaryPassword: string | null;
  /** Null once revoked. */
  appPassword: string | null;
  readonly calendars: Map<string, Calendar>;
  readonly retiredUids: Set<string>;
  readonly invitations: Invitation[];
  calendarsEverCreated: number;
}

export function createAccount(spec: AccountSpec, index: number): Account {
  return {
    id: String(10_482_930_571 + index),
    appleId: spec.appleId.toLowerCase(),
    ordinaryPassword: spec.ordinaryPassword ?? null,
    appPassword: spec.appPassword,
    calendars: new Map(),
    retiredUids: new Set(),
    invitations: [],
    calendarsEverCreated: 0,
  };
}

/** Throws when the path is taken. */
export function createCalendar(account: Account, spec: CalendarSpec): Calendar {
  account.calendarsEverCreated += 1;
  const kind = spec.kind ?? 'own';
  const mark = calendarMark(account.id, spec.path ?? spec.name, account.calendarsEverCreated);
  const path = spec.path ?? asUuid(mark);
  if (account.calendars.has(path)) throw new Error(`There is a calendar at "${path}" already.`);
  const calendar: Calendar = {
    path,
    kind,
    access: spec.access ?? (kind === 'subscription' ? 'reader' : 'writer'),
    source: spec.source ?? null,
    sharedWithOthers: spec.sharedWithOthers ?? false,
    mark,
    name: spec.name,
    color: spec.color ?? null,
    transparent: spec.transparent ?? false,
    revision: 1,
    resources: new Map(),
    deletions: new Map(),
  };
  account.calendars.set(path, calendar);
  return calendar;
}

/** Deletes the resource and remembers its UIDs as used up. */
export function deleteResource(account: Account, calendar: Calendar, name: string): void {
  const resource = calendar.resources.get(name);
  if (!resource) return;
  for (const uid of uidsIn(resource.text)) account.retiredUids.add(uid);
  dropResource(calendar, name);
}

export interface Holder {
  readonly calendar: Calendar;
  readonly name: string;
}

/** Where else in the account this UID lives, or null. */
export function holderOfUid(account: Account, uid: string, except: Holder): Holder | null {
  for (const calendar of account.calendars.values()) {
    for (const resource of calendar.resources.values()) {
      const itself = calendar === except.calendar && resource.name === except.name;
      if (!itself && uidsIn(resource.text).has(uid)) return { calendar, name: resource.name };
    }
  }
  return null;
}

function asUuid(hex: string): string {
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)];
  return parts.join('-').toUpperCase();
}
