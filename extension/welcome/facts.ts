import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import type { Sighting } from '../state/sightings.ts';

/** What was found on the way from the bridge to the chosen calendars, each by a check of its own. */
export interface Facts {
  readonly port: number;
  readonly bridge: 'reachable' | 'unreachable' | 'other-program';
  /** `unchecked` while no bridge answers; `refused` when it no longer knows this browser. */
  readonly pairing: 'paired' | 'unpaired' | 'refused' | 'not-our-bridge' | 'unchecked';
  /** Why the pairing could not be checked although a bridge answers, in words. */
  readonly trouble: string | null;
  /** Users that the CRM's pages told of, the newest first. */
  readonly people: readonly Sighting[];
  /** All connections of the bridge; empty unless paired. */
  readonly connections: readonly Connection[];
  /** Speaks to the paired bridge; its calls fail with `not-paired` before. */
  readonly client: BridgeClient;
}

/** The user the page is about: the one picked among those confirmed, else the one confirmed and seen last. */
export function personOf({ people }: Pick<Facts, 'people'>, picked: string | null): Sighting | null {
  const confirmed = people.filter((person) => person.confirmed);
  return confirmed.find((person) => keyOf(person) === picked) ?? confirmed[0] ?? null;
}

/** One user in one sub-account, as a key. */
export function keyOf({ locationId, userId }: Pick<Sighting, 'locationId' | 'userId'>): string {
  return `${locationId} ${userId}`;
}

/** The connection of that user in that sub-account. */
export function connectionOf({ connections }: Pick<Facts, 'connections'>, person: Sighting | null): Connection | null {
  return connections.find((connection) => person !== null && keyOf(connection) === keyOf(person)) ?? null;
}
