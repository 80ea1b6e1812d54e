import { z } from 'zod';
import { Id, TimeZone } from '../../shared/contract/values.ts';
import { stored } from './stored.ts';

/** As much of a connection as is needed to know whose time a page shows, also while the bridge does not run. */
export const KnownConnection = z.strictObject({
  id: Id,
  locationId: Id,
  userId: Id,
  timeZone: TimeZone,
  /** Null: no bookings are written. */
  linkedCalendarId: Id.nullable().default(null),
});
export type KnownConnection = z.infer<typeof KnownConnection>;

/** The connections of the bridge's last answer. */
export const knownConnections = stored('knownConnections', z.array(KnownConnection).max(200));
