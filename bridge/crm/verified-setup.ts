import type { CrmRequest } from '../../shared/contract/crm.ts';
import type { OpenHighLevel } from '../highlevel/open.ts';
import { verifyCrm } from '../highlevel/verify.ts';
import { DEFAULT_CRM_SETTINGS } from './describe-link.ts';
import type { LinkedPerson } from './linked-person.ts';
import type { StoredLink } from './stored-link.ts';

/** What is kept of a request once token, sub-account, scopes and user are good; throws what they are not. */
export async function verifiedSetup(
  api: OpenHighLevel,
  { connectionId, locationId, userId }: LinkedPerson,
  request: CrmRequest,
  before: StoredLink | undefined,
): Promise<StoredLink> {
  const asked = { highLevel: api, locationId, userId, chosenUserId: request.userId };
  const { user, locationName } = await verifyCrm(asked);
  const { horizonDays, titles } = { ...before?.settings, ...request.settings };
  return {
    connectionId,
    userId: user.id,
    userName: user.name,
    locationName,
    baseUrl: request.baseUrl ?? null,
    settings: {
      horizonDays: horizonDays ?? DEFAULT_CRM_SETTINGS.horizonDays,
      titles: titles ?? DEFAULT_CRM_SETTINGS.titles,
    },
    stopped: null,
  };
}
