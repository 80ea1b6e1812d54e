import { z } from 'zod';
import { Ignored } from '../../shared/contract/blocked-slots.ts';
import { Connection, Settings } from '../../shared/contract/connection.ts';
import { Id } from '../../shared/contract/values.ts';

/** A calendar as the last listing showed it. */
export const StoredCalendar = z.object({
  id: Id,
  href: z.string(),
  name: z.string(),
  color: z.string().nullable(),
  kind: z.enum(['calendar', 'shared', 'subscription']),
  access: z.enum(['writer', 'reader']),
  transparent: z.boolean(),
  source: z.string().nullable(),
  /** The last listing lacked it; it is kept so that the choice of the person is not lost. */
  gone: z.boolean(),
  /** Added here by its address, which is `source`; the account knows nothing of it. */
  feed: z.object({ allowHost: z.boolean() }).optional(),
});

/** One connection as it is kept on disk. The password is not here; it is with the secrets under `secretName(id)`. */
export const StoredConnection = z.object({
  ...Connection.pick({
    id: true,
    locationId: true,
    locationName: true,
    userId: true,
    userName: true,
    appleId: true,
    serverUrl: true,
    timeZone: true,
    configured: true,
    lastSyncedAt: true,
    linkedCalendarId: true,
    linkedIsConflict: true,
    conflictCalendarIds: true,
    createdAt: true,
  }).shape,
  settings: Settings,
  paused: z.boolean(),
  /** The server refused the password; nothing is sent until there is a new one. */
  passwordRefused: z.boolean(),
  account: z.object({ principalUrl: z.string(), homeUrl: z.string(), ownerAddresses: z.array(z.string()) }),
  calendars: z.array(StoredCalendar),
  ignored: z.array(Ignored),
});

export const ConnectionsFile = z.object({ version: z.literal(1), connections: z.array(StoredConnection) });

export type StoredCalendar = z.infer<typeof StoredCalendar>;
export type StoredConnection = z.infer<typeof StoredConnection>;
export type ConnectionsFile = z.infer<typeof ConnectionsFile>;

export function secretName(connectionId: string): string {
  return `caldav:${connectionId}`;
}
