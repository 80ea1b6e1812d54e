import type { Interval } from '../../shared/intervals.ts';
import type { ResourceRef } from '../domain/remote.ts';
import { planForListing } from '../domain/sync-decision.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { fetchInto } from './fetch-resources.ts';
import { type CalendarSync, fetchingOf } from './sync-calendar.ts';

const DAY_MS = 24 * 3600 * 1000;

/** The weeks that a first reading makes known before the rest: those on the screen and those that people book. */
const BEFORE_MS = 10 * DAY_MS;
const AFTER_MS = 50 * DAY_MS;

/** Servers place whole days, floating times and travel before an event otherwise than we do: the edges are not relied on. */
const EDGE_MS = 2 * DAY_MS;

/** Reads the weeks around now, which are then known. */
export async function readWindow(sync: CalendarSync): Promise<void> {
  const { cache, clock } = sync;
  const asOf = clock.now();
  const window = { start: asOf - BEFORE_MS, end: asOf + AFTER_MS };
  const listed = await listWindow(sync, window);
  if (listed === null) return;
  const { fetch } = planForListing(cache.refsAt(asOf), listed, new Set());
  const { ghosts } = await fetchInto(fetchingOf(sync), fetch);
  await cache.apply({ put: ghosts });
  cache.noteWindow({ start: window.start + EDGE_MS, end: window.end - EDGE_MS, checkedAt: asOf });
  sync.onProgress();
}

/** Null where the server cannot tell which events lie in a time: the complete listing follows anyway. */
async function listWindow({ client, remote, signal }: CalendarSync, window: Interval): Promise<ResourceRef[] | null> {
  try {
    return await client.listWindow(remote.href, window, signal);
  } catch (error) {
    if (error instanceof BridgeError && error.code === 'bad-answer') return null;
    throw error;
  }
}
