import type { Sighting } from '../state/sightings.ts';
import type { Errand } from './connect-window.tsx';
import type { Who } from './draft.ts';

/** A user of the CRM as a connection names them, without what only the extension keeps. */
export function whoIs({ locationId, locationName, userId, userName }: Sighting): Who {
  return {
    locationId,
    userId,
    ...(locationName === undefined ? {} : { locationName }),
    ...(userName === undefined ? {} : { userName }),
  };
}

/**
 * What the window's address asks for: `?connection=ID` a new password; `?calendars=ID` the choice of calendars; `?location=…&user=…` a connection for that
 * user, nothing at all one for the user confirmed last. Only users whom the person confirmed count: one whom a page told
 * of, and whom the address names, is to be confirmed first.
 */
export function errandOf(search: string, sightings: readonly Sighting[]): Errand {
  const asked = new URLSearchParams(search);
  const connection = asked.get('connection');
  if (connection) return { repair: connection };
  const calendars = asked.get('calendars');
  if (calendars) return { choose: calendars };
  const confirmed = sightings.filter((sighting) => sighting.confirmed);
  const wanted = confirmed.find(
    ({ locationId, userId }) =>
      (asked.get('location') ?? locationId) === locationId && (asked.get('user') ?? userId) === userId,
  );
  if (wanted) return { connect: whoIs(wanted) };
  const told = sightings.find(
    ({ locationId, userId }) => asked.get('location') === locationId && asked.get('user') === userId,
  );
  return told ? { confirm: whoIs(told) } : { connect: null };
}
