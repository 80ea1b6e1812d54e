import type { CrmScope, CrmUser } from '../../shared/contract/crm.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { OpenHighLevel } from './open.ts';
import { missingScopes } from './refusal.ts';

export interface Verified {
  readonly user: CrmUser;
  readonly locationName: string;
  /** IANA name; UTC where the sub-account has none. */
  readonly timeZone: string;
}

export interface Verification {
  readonly highLevel: OpenHighLevel;
  readonly locationId: string;
  /** The connection's own. */
  readonly userId: string;
  /** Chosen by the person in its place. */
  readonly chosenUserId?: string | undefined;
}

/**
 * Whether the token is good, of this sub-account, and allows all that is needed: each scope is tried by a call that
 * changes nothing, so that everything that is missing is named at once.
 *
 * @throws BridgeError `invalid-token`, `wrong-location`, `missing-scope` with all of them, `choose-user` with the users,
 * `crm-unreachable`, `crm-throttled`.
 */
export async function verifyCrm({ highLevel, locationId, userId, chosenUserId }: Verification): Promise<Verified> {
  const missing: CrmScope[] = [];
  const location = await tried(missing, () => highLevel.location());
  if (location !== null && location.id !== locationId) throw new BridgeError('wrong-location');
  const users = await tried(missing, () => highLevel.users());
  const user = users?.find(({ id }) => id === (chosenUserId ?? userId));
  await tried(missing, () => highLevel.calendars());
  await tried(missing, () => highLevel.checkReading(user?.id ?? users?.[0]?.id ?? userId));
  await tried(missing, () => highLevel.checkWriting());
  if (location === null || users === null || missing.length > 0) throw missingScopes(missing);
  if (user === undefined) throw new BridgeError('choose-user', { users });
  return { user, locationName: location.name, timeZone: location.timeZone };
}

/** Null where a scope is missing, which is noted. */
async function tried<T>(missing: CrmScope[], call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof BridgeError) || error.code !== 'missing-scope') throw error;
    missing.push(...(error.details.scopes ?? []));
    return null;
  }
}
