import type { Crm, CrmPartly, CrmSettings } from '../../shared/contract/crm.ts';
import type { ProblemCode } from '../../shared/contract/problem-code.ts';
import { instant } from '../connections/instant.ts';
import { unfitOnes, unfitSentence } from '../domain/crm/bookings.ts';
import { budgetOf, dayOf } from '../domain/crm/budget.ts';
import type { SeenLimits } from '../domain/crm/highlevel.ts';
import { unreadableOnes, unreadableSentence } from '../domain/crm/known-appointments.ts';
import type { BlockLedger } from '../domain/crm/own-blocks.ts';
import type { Failing } from './link-trouble.ts';
import type { LinkMemory } from './pass.ts';
import type { RunsFile, StoredLink } from './stored-link.ts';

export interface LinkStanding {
  readonly setup: StoredLink;
  readonly paused: boolean;
  readonly failing: Failing | null;
  readonly ledger: BlockLedger;
  readonly runs: RunsFile;
  readonly memory: Pick<LinkMemory, 'doubled' | 'notTaken' | 'lookedAt' | 'appointments'>;
  readonly limits: SeenLimits | null;
  readonly pending: number;
  readonly failed: number;
  readonly now: number;
}

export const DEFAULT_CRM_SETTINGS: CrmSettings = { horizonDays: 60, titles: 'busy' };

/** The contract's picture of a link. */
export function describeLink(link: LinkStanding): Crm {
  const { setup, ledger, runs, memory, limits, pending, failed, now } = link;
  return {
    ...standingOf(link),
    missingScopes: setup.stopped?.scopes ?? [],
    userId: setup.userId,
    userName: setup.userName,
    locationName: setup.locationName,
    settings: setup.settings,
    blocks: {
      standing: ledger.blocks.filter(({ end, leaving }) => end > now && !leaving).length,
      pending: Math.max(0, pending - failed),
      failed,
      leftOpen: ledger.leftOpen.filter(({ end }) => end > now).length,
    },
    doubled: memory.doubled,
    limits: {
      dailyMax: limits?.dailyMax ?? null,
      dailyRemaining: limits?.dailyRemaining ?? null,
      budget: budgetOf(limits),
      used: runs.day === dayOf(now) ? runs.used : 0,
    },
    lastGoodAt: runs.lastGoodAt === null ? null : instant(runs.lastGoodAt),
    lastPass: runs.lastPass,
  };
}

/** Where nothing was set up. */
export function notSetUp(): Crm {
  return {
    state: 'off',
    stateDetail: null,
    missingScopes: [],
    userId: null,
    userName: null,
    locationName: null,
    settings: DEFAULT_CRM_SETTINGS,
    blocks: { standing: 0, pending: 0, failed: 0, leftOpen: 0 },
    doubled: false,
    limits: null,
    lastGoodAt: null,
    lastPass: null,
  };
}

type Told = Pick<
  Crm,
  'state' | 'stateDetail' | 'partly' | 'stateCode' | 'unreadableAppointments' | 'unfitAppointments'
>;

function standingOf(link: LinkStanding): Told {
  const { setup, paused, failing, runs, memory, failed } = link;
  if (setup.stopped) return { state: setup.stopped.code, stateDetail: setup.stopped.detail };
  if (paused) return { state: 'paused', stateDetail: PAUSED };
  if (failing) return failingState(failing);
  if (memory.lookedAt === null) return { state: 'starting', stateDetail: null };
  if (failed > 0) return partly('blocks-refused', runs.lastPass?.error ?? SOME_FAILED, coded(runs.lastPass?.errorCode));
  return (
    troubledState(memory) ?? {
      state: 'on',
      stateDetail: memory.notTaken.skipped > 0 ? NOT_ADDED : memory.doubled ? DOUBLED : null,
    }
  );
}

function troubledState({ appointments, notTaken }: LinkStanding['memory']): Told | null {
  const unreadable = unreadableSentence(appointments);
  const unfit = unfitSentence(notTaken.unfit);
  const unfitTold = unfit ? { unfitAppointments: unfitOnes(notTaken.unfit) } : {};
  if (unreadable) {
    const told = { unreadableAppointments: unreadableOnes(appointments.unreadable), ...unfitTold };
    return partly('unreadable-appointments', unfit ? `${unreadable} ${unfit}` : unreadable, told);
  }
  return unfit ? partly('unfit-appointments', unfit, unfitTold) : null;
}

function failingState({ code, detail }: Failing): Told {
  if (code === 'crm-throttled') return { state: 'throttled', stateDetail: detail };
  if (code === 'crm-unreachable') return { state: 'unreachable', stateDetail: detail };
  return partly('trouble', detail, coded(code));
}

function partly(which: CrmPartly, stateDetail: string, more: Partial<Told>): Told {
  return { state: 'partial', stateDetail, partly: which, ...more };
}

const coded = (stateCode: ProblemCode | undefined) => (stateCode === undefined ? {} : { stateCode });

const PAUSED = 'The connection is paused: nothing is sent to the CRM, and what stands there stays. Resume it to go on.';
const SOME_FAILED = 'Some times could not be blocked. It is tried again by itself.';
const NOT_ADDED =
  'Times are blocked, but bookings are added to no calendar, since none is linked. Choose a linked calendar to have them there.';
const DOUBLED =
  'The CRM’s own iCloud connection seems to block the same times. Remove it in the CRM under Settings > Calendars > Connections; one of the two is enough.';
