import type { Crm, CrmStanding } from '../../shared/contract/crm.ts';
import { ageInWords } from '../ui/age.ts';
import { clockTime, dayInWords } from '../ui/day-and-time.ts';
import type { Tone } from '../ui/notice.tsx';

export const TONES: Record<CrmStanding, Tone> = {
  off: 'plain',
  starting: 'plain',
  on: 'good',
  partial: 'unknown',
  paused: 'plain',
  'invalid-token': 'failed',
  'missing-scope': 'failed',
  'wrong-location': 'failed',
  unreachable: 'unknown',
  throttled: 'unknown',
};

/** It stopped, and goes on only after the person did something. */
export function needsThePerson({ state }: Pick<Crm, 'state'>): boolean {
  return TONES[state] === 'failed';
}

/** What the button says that leads to what must be done. */
export function remedyInWords({ state }: Pick<Crm, 'state'>): string {
  return state === 'missing-scope' ? 'See what is missing' : 'Enter a new token';
}

type Told = Pick<Crm, 'state' | 'stateDetail' | 'lastGoodAt' | 'blocks'>;

/** How it stands, in one sentence or two: what is so, then what to do. */
export function standingInWords(crm: Told, now: number, timeZone: string): string {
  switch (crm.state) {
    case 'off':
      return 'Off. Customers still see your busy times as open.';
    case 'starting':
      return 'Reading HighLevel, then making the blocks…';
    case 'on':
      return `${crm.blocks.pending === 0 ? 'All good.' : onTheirWay(crm)} ${checked(crm, now)}`.trim();
    case 'partial':
      return crm.stateDetail ?? 'Some of it couldn’t be done. We try again by ourselves.';
    case 'paused':
      return 'Your calendars are paused, so nothing opens or closes in HighLevel. Resume them from the Slotbridge icon.';
    case 'invalid-token':
      return `HighLevel no longer accepts the token. ${stays(crm, now, timeZone)} Make a new one and enter it.`;
    case 'missing-scope':
      return `The token no longer allows what is needed. ${stays(crm, now, timeZone)} Tick what is missing in HighLevel, then check again.`;
    case 'wrong-location':
      return `The token is of another sub-account. ${stays(crm, now, timeZone)} Make one in this sub-account and enter it.`;
    case 'unreachable':
      return `HighLevel isn’t answering. ${stays(crm, now, timeZone)} Trying again.`;
    case 'throttled':
      return `HighLevel asks us to slow down. ${stays(crm, now, timeZone)} We go on by ourselves.`;
  }
}

/** Many blocks take a while: HighLevel is asked for no more than two a second. */
function onTheirWay({ blocks: { pending } }: Told): string {
  return pending === 1 ? 'One more block is on its way.' : `${pending} more blocks are on their way.`;
}

function checked({ lastGoodAt }: Told, now: number): string {
  return lastGoodAt === null ? '' : `Checked ${ageInWords(now - Date.parse(lastGoodAt))}.`;
}

function stays({ lastGoodAt }: Told, now: number, timeZone: string): string {
  return lastGoodAt === null
    ? 'No block was made yet.'
    : `The blocks stay as they were ${moment(Date.parse(lastGoodAt), now, timeZone)}.`;
}

/** "at 14:05", "tomorrow at 14:05", "Wed 25 Nov at 14:05" */
function moment(instant: number, now: number, timeZone: string): string {
  const day = dayInWords(instant, now, timeZone);
  return `${day === 'today' ? '' : `${day} `}at ${clockTime(instant, timeZone)}`;
}

/** The same in a few words, for a row of the popup: "On, 12 blocks, checked 2 min ago". */
export function standingInShort(crm: Told, now: number): string {
  const { standing } = crm.blocks;
  const blocks = standing === 1 ? '1 block' : `${standing} blocks`;
  const short: Record<CrmStanding, string> = {
    off: 'Off',
    starting: 'Starting…',
    on: ['On', blocks, checked(crm, now).toLowerCase().replace('.', '')].filter(Boolean).join(', '),
    partial: `On, ${blocks}, not all done`,
    paused: 'Paused',
    'invalid-token': 'Needs a new token',
    'missing-scope': 'Needs more scopes',
    'wrong-location': 'Needs another token',
    unreachable: `HighLevel isn’t answering, ${blocks}`,
    throttled: `Waiting for HighLevel, ${blocks}`,
  };
  return short[crm.state];
}
