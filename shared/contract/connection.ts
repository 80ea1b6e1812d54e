import { z } from 'zod';
import { ProblemCode } from './problem-code.ts';
import { Color, Id, Instant, Name, TimeZone } from './values.ts';

export const ConnectionStatus = z.enum([
  'connected',
  'syncing',
  'needs-password',
  'unreachable',
  'throttled',
  'paused',
]);

export const AllDayRule = z.enum(['as-marked', 'always', 'never']);
export const BusyOrFree = z.enum(['busy', 'free']);

const CalendarSettings = z.strictObject({
  allDay: AllDayRule.optional(),
  tentative: BusyOrFree.optional(),
  unanswered: BusyOrFree.optional(),
  travelTime: z.boolean().optional(),
});

export const Settings = z.strictObject({
  allDay: AllDayRule,
  tentative: BusyOrFree,
  unanswered: BusyOrFree,
  travelTime: z.boolean(),
  showTitles: z.boolean(),
  accountInSeveralSubaccounts: z.boolean(),
  calendars: z.record(Id, CalendarSettings),
});

/** Null takes a calendar's own rule back: the connection's holds there again. */
const CalendarSettingsPatch = z.strictObject({
  allDay: AllDayRule.nullish(),
  tentative: BusyOrFree.nullish(),
  unanswered: BusyOrFree.nullish(),
  travelTime: z.boolean().nullish(),
});

export const SettingsPatch = Settings.partial().extend({
  calendars: z.record(Id, CalendarSettingsPatch).optional(),
});

export const DEFAULT_SETTINGS: z.infer<typeof Settings> = {
  allDay: 'as-marked',
  tentative: 'busy',
  unanswered: 'busy',
  travelTime: true,
  showTitles: false,
  accountInSeveralSubaccounts: false,
  calendars: {},
};

export const Connection = z.strictObject({
  id: Id,
  locationId: Id,
  locationName: Name.optional(),
  userId: Id,
  userName: Name.optional(),
  appleId: z.string(),
  serverUrl: z.string(),
  timeZone: TimeZone,
  status: ConnectionStatus,
  /** What is so and what to do, in words; empty when all is well. */
  statusDetail: z.string(),
  /** The problem that `statusDetail` is about, where it is one of the closed set. */
  statusCode: ProblemCode.optional(),
  /** The name of the calendar that `statusDetail` is about, where it is about one. */
  statusCalendar: z.string().optional(),
  /** How many events of a first reading are read; the total is null until it is known. */
  statusProgress: z.strictObject({ read: z.int().nonnegative(), total: z.int().nonnegative().nullable() }).optional(),
  /** With `throttled`: in how many seconds the server is asked again, where it named a time. */
  statusRetryAfter: z.int().positive().optional(),
  configured: z.boolean(),
  lastSyncedAt: Instant.nullable(),
  linkedCalendarId: Id.nullable(),
  linkedIsConflict: z.boolean(),
  conflictCalendarIds: z.array(Id),
  settings: Settings,
  createdAt: Instant,
  /** False while the password lives only until the bridge stops, because there is no keychain. */
  passwordKept: z.boolean().optional(),
});

/** An iCloud account is an e-mail address; another server's user name may be anything but empty. */
const AppleId = z.string().trim().min(1).max(254);

/** Checked against the shape of an app-specific password by the extension; the bridge takes any that Apple takes. */
const AppPassword = z.string().min(1).max(256);

export const ServerUrl = z.url({ protocol: /^https?$/ }).max(2000);

export const ConnectRequest = z.strictObject({
  locationId: Id,
  locationName: Name.optional(),
  userId: Id,
  userName: Name.optional(),
  appleId: AppleId,
  appPassword: AppPassword,
  serverUrl: ServerUrl.optional(),
  timeZone: TimeZone,
});

export const PasswordRequest = z.strictObject({ appPassword: AppPassword });

export const ConnectionPatch = z.strictObject({
  timeZone: TimeZone.optional(),
  paused: z.boolean().optional(),
  settings: SettingsPatch.optional(),
});

export const CalendarKind = z.enum(['calendar', 'shared', 'subscription']);

export const Calendar = z.strictObject({
  id: Id,
  name: z.string(),
  color: Color,
  kind: CalendarKind,
  access: z.enum(['writer', 'reader']),
  canLink: z.boolean(),
  canConflict: z.boolean(),
  /** It was added by its address and can be forgotten again. */
  removable: z.literal(true).optional(),
  /** Why one of the two is false, in words. */
  reason: z.string().optional(),
});

export const ConfigurationRequest = z.strictObject({
  linkedCalendarId: Id.nullable(),
  conflictCalendarIds: z.array(Id).max(200),
  linkedIsConflict: z.boolean().default(true),
});

export const ConnectionList = z.strictObject({ connections: z.array(Connection) });
export const CalendarList = z.strictObject({ calendars: z.array(Calendar) });

export type ConnectionStatus = z.infer<typeof ConnectionStatus>;
export type Settings = z.infer<typeof Settings>;
export type SettingsPatch = z.infer<typeof SettingsPatch>;
export type Connection = z.infer<typeof Connection>;
export type ConnectRequest = z.infer<typeof ConnectRequest>;
export type ConnectionPatch = z.infer<typeof ConnectionPatch>;
export type Calendar = z.infer<typeof Calendar>;
export type ConfigurationRequest = z.infer<typeof ConfigurationRequest>;
