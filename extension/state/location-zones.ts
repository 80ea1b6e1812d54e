import { z } from 'zod';
import { TimeZone } from '../../shared/contract/values.ts';
import { inTurn } from './in-turn.ts';
import { stored } from './stored.ts';

const MAX_LOCATIONS = 50;

/** The time zone of each sub-account, as the staff app told it: a booking page does not tell it. */
const locationZones = stored('locationZones', z.record(z.string(), TimeZone));

export const zoneOf = async (locationId: string): Promise<string | null> =>
  (await locationZones.read())?.[locationId] ?? null;

export async function recordZone(locationId: string, zone: string): Promise<void> {
  await inTurn('locationZones', async () => {
    const { [locationId]: known, ...others } = (await locationZones.read()) ?? {};
    if (known === zone) return;
    const entries = [...Object.entries(others), [locationId, zone] as const];
    await locationZones.write(Object.fromEntries(entries.slice(-MAX_LOCATIONS)));
  });
}
