import { type Account, type CalendarSpec, createCalendar, deleteResource, type Invitation } from './account.ts';
import { type Calendar, type CalendarAccess, type Resource, storeResource } from './calendar.ts';

/** What a person does to their account from another device, without a request. */
export interface AccountHandle {
  /** The number in every address of the account. */
  readonly id: string;
  readonly appleId: string;
  readonly calendars: {
    /** Gives the calendar's path, its last segment. */
    create(spec: CalendarSpec): string;
    rename(calendarPath: string, name: string): void;
    remove(calendarPath: string): void;
    setTransparent(calendarPath: string, transparent: boolean): void;
    /** What the owner of a shared calendar does. */
    setAccess(calendarPath: string, access: CalendarAccess): void;
    list(): Readonly<Calendar>[];
  };
  /** Stores the text byte for byte, well formed or not, also in a read-only calendar. */
  put(calendarPath: string, name: string, text: string): void;
  remove(calendarPath: string, name: string): void;
  list(calendarPath: string): Resource[];
  /** The stored text; throws when there is none. */
  text(calendarPath: string, name: string): string;
  /** What iCloud would have mailed to guests. */
  readonly invitations: readonly Invitation[];
  /** What a change of the Apple account's password does to every app-specific password. */
  revokePassword(): void;
  setPassword(appPassword: string): void;
}

export function accountHandle(account: Account): AccountHandle {
  const calendar = (path: string): Calendar => calendarAt(account, path);
  return {
    id: account.id,
    appleId: account.appleId,
    invitations: account.invitations,
    calendars: calendarsHandle(account),
    put: (path, name, text) => void storeResource(calendar(path), name, text),
    remove: (path, name) => {
      resourceAt(calendar(path), name);
      deleteResource(account, calendar(path), name);
    },
    list: (path) => [...calendar(path).resources.values()],
    text: (path, name) => resourceAt(calendar(path), name).text,
    revokePassword: () => {
      account.appPassword = null;
    },
    setPassword: (appPassword) => {
      account.appPassword = appPassword;
    },
  };
}

function calendarsHandle(account: Account): AccountHandle['calendars'] {
  return {
    create: (spec) => createCalendar(account, spec).path,
    rename: (path, name) => {
      calendarAt(account, path).name = name;
    },
    remove: (path) => void account.calendars.delete(calendarAt(account, path).path),
    setTransparent: (path, transparent) => {
      calendarAt(account, path).transparent = transparent;
    },
    setAccess: (path, access) => {
      calendarAt(account, path).access = access;
    },
    list: () => [...account.calendars.values()],
  };
}

/** Takes the bare segment or a whole address path. */
function calendarAt(account: Account, path: string): Calendar {
  const segment = decodeURIComponent(path.replace(/\/$/, '').split('/').at(-1) ?? '');
  const calendar = account.calendars.get(segment);
  if (!calendar) throw new Error(`There is no calendar at "${path}".`);
  return calendar;
}

function resourceAt(calendar: Calendar, name: string): Resource {
  const resource = calendar.resources.get(name);
  if (!resource) throw new Error(`There is no "${name}" in the calendar "${calendar.name}".`);
  return resource;
}
