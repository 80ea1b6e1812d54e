import type { Connections } from '../connections/connections.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { StoredLink } from './stored-link.ts';

/**
 * Two links of one user in one sub-account would take each other's blocks out, since their calendars differ.
 *
 * @throws BridgeError `already-connected` where another connection makes the blocks of that user.
 */
export function assertOnlyLink(asked: StoredLink, links: readonly StoredLink[], connections: Connections): void {
  const locationOf = (id: string) => connections.all().find(({ record }) => record.id === id)?.record.locationId;
  const locationId = locationOf(asked.connectionId);
  const isOther = (one: StoredLink) => one.connectionId !== asked.connectionId && one.userId === asked.userId;
  if (!links.some((one) => isOther(one) && locationOf(one.connectionId) === locationId)) return;
  const detail =
    `Another connection protects the public booking pages of ${asked.userName} already. Turn it off there first, or ` +
    'choose another user here.';
  throw new BridgeError('already-connected', { detail });
}
