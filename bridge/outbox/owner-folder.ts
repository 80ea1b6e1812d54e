import { createHash } from 'node:crypto';

/** Whose bookings they are and in which account they stand: a later connection of the same finds them again. */
export function ownerFolder(owner: { locationId: string; userId: string; serverUrl: string; appleId: string }): string {
  const server = new URL(owner.serverUrl).href.replace(/\/+$/, '');
  const ids = JSON.stringify([owner.locationId, owner.userId, server, owner.appleId.toLowerCase()]);
  return createHash('sha256').update(ids).digest('hex').slice(0, 32);
}
