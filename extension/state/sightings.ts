import { z } from 'zod';
import { Id, Instant, Name } from '../../shared/contract/values.ts';
import { inTurn } from './in-turn.ts';
import { stored } from './stored.ts';

/** A user in a sub-account as the CRM's own page told it. */
export const Sighting = z.strictObject({
  locationId: Id,
  locationName: Name.optional(),
  userId: Id,
  userName: Name.optional(),
  seenAt: Instant,
  /** The person said in the extension that this is who they are. */
  confirmed: z.boolean(),
});
export type Sighting = z.infer<typeof Sighting>;

export const MAX_SIGHTINGS = 50;

/** Newest first. */
export const sightings = stored('sightings', z.array(Sighting).max(MAX_SIGHTINGS));

const sameUser = (a: { locationId: string; userId: string }, b: { locationId: string; userId: string }) =>
  a.locationId === b.locationId && a.userId === b.userId;

/** The list with one more sighting at its head: names and confirmation are kept, the oldest falls off. Pure. */
export function withSighting(list: readonly Sighting[], seen: Omit<Sighting, 'confirmed'>): Sighting[] {
  const known = list.find((one) => sameUser(one, seen));
  const merged: Sighting = { ...known, ...seen, confirmed: known?.confirmed ?? false };
  return [merged, ...list.filter((one) => one !== known)].slice(0, MAX_SIGHTINGS);
}

export async function recordSighting(seen: Omit<Sighting, 'confirmed'>): Promise<void> {
  await inTurn('sightings', async () => sightings.write(withSighting((await sightings.read()) ?? [], seen)));
}

/** Notes that the person confirmed who they are. Does nothing for a user that was never seen. */
export async function confirmSighting(who: { locationId: string; userId: string }): Promise<void> {
  await inTurn('sightings', async () => {
    const list = (await sightings.read()) ?? [];
    await sightings.write(list.map((one) => (sameUser(one, who) ? { ...one, confirmed: true } : one)));
  });
}
