import type { Connection } from '../../../shared/contract/connection.ts';
import { Crm } from '../../../shared/contract/crm.ts';
import type { Call } from '../bridge-calls.ts';
import { type Finding, note, well, wrong } from './finding.ts';

/** How the sub-account's own availability is kept right, as the running bridge knows it. */
export async function publicPages(connection: Connection, call: Call, now: number): Promise<Finding[]> {
  const crm = Crm.parse(await call(`/v1/connections/${encodeURIComponent(connection.id)}/crm`));
  const who = crm.userName ?? connection.userName ?? connection.userId;
  if (crm.state === 'off') return [note(`Public booking pages of ${who} are not protected`, HOW_TO_TURN_ON)];
  return [standing(crm, who), blocks(crm, who, now), ...limits(crm)];
}

const HOW_TO_TURN_ON =
  'Customers may book over your calendars where no extension runs. To close that, turn on "Protect public booking pages" in the extension.';
const LOOK = 'Open the extension and follow what it says.';

function standing(crm: Crm, who: string): Finding {
  const { state, locationName } = crm;
  const pages = `Public booking pages of ${who}${locationName === null ? '' : ` in ${locationName}`}`;
  const mend = crm.stateDetail ?? LOOK;
  switch (state) {
    case 'off':
    case 'on':
      return crm.stateDetail === null ? well(`${pages} are protected`) : note(`${pages} are protected`, mend);
    case 'starting':
      return note(`${pages} are about to be protected`, 'Ask again in a minute.');
    case 'partial':
    case 'paused':
    case 'throttled':
      return note(`${pages}: ${STATES[state]}`, mend);
    default:
      return wrong(`${pages}: ${STATES[state]}${missing(crm)}`, mend);
  }
}

const STATES = {
  partial: 'not all of it could be done',
  paused: 'paused',
  throttled: 'HighLevel asks us to wait',
  'invalid-token': 'HighLevel does not accept the token',
  'missing-scope': 'the token does not allow enough',
  'wrong-location': 'the token is of another sub-account',
  unreachable: 'HighLevel could not be asked',
} as const;

function missing({ missingScopes }: Crm): string {
  return missingScopes.length === 0 ? '' : ` (missing: ${missingScopes.join(', ')})`;
}

function blocks({ blocks: { standing, pending, failed, leftOpen }, lastGoodAt }: Crm, who: string, now: number) {
  const open = leftOpen === 0 ? '' : `, ${leftOpen} left open since they were deleted in the CRM`;
  const what = `Blocked slots of ${who}: ${standing} standing, ${pending} pending, ${failed} failed${open}; `;
  const last = lastGoodAt === null ? 'no good pass yet' : `last good pass ${lastGoodAt}, ${ageOf(lastGoodAt, now)} ago`;
  if (failed === 0) return well(`${what}${last}`);
  return wrong(`${what}${last}`, 'It is tried again by itself. Look again in a few minutes.');
}

function limits({ limits }: Crm): Finding[] {
  if (limits === null) return [];
  const { dailyMax, dailyRemaining, budget, used } = limits;
  const left =
    dailyRemaining === null ? 'not told yet' : `${dailyRemaining} of ${dailyMax ?? 'an unknown number'} left`;
  return [
    well(`Calls of HighLevel today: ${used} of the ${budget} that we allow ourselves; of the sub-account ${left}`),
  ];
}

function ageOf(iso: string, now: number): string {
  const minutes = Math.max(0, Math.round((now - Date.parse(iso)) / 60_000));
  if (minutes < 120) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1440)} days`;
}
