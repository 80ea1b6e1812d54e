import type { SlotKind } from '../../shared/contract/blocked-slots.ts';
import type { Connection } from '../../shared/contract/connection.ts';
import type { SyncReport } from '../../shared/contract/sync.ts';
import { ageInWords } from '../ui/age.ts';
import { clockTime, dayInWords } from '../ui/day-and-time.ts';
import type { Situation } from './situation.ts';

export const WORDS = {
  product: 'Slotbridge',
  subAccount: 'Sub-account',
  looking: 'One moment…',
  notRunning:
    'Slotbridge isn’t running on this computer, so we can’t tell if you’re free. Start it and this page recovers.',
  notPaired: 'This browser isn’t paired with Slotbridge yet.',
  noConnection: 'No iCloud account is connected yet.',
  setUp: 'Set up',
  howToStart: 'How to start it',
  chooseCalendars: 'Choose your calendars',
  newPassword: 'Enter a new password',
  resume: 'Resume',
  pause: 'Pause',
  checkNow: 'Check now',
  checking: 'Checking…',
  calendars: 'Calendars',
  allSettings: 'All settings',
  today: 'Today',
  tomorrow: 'Tomorrow',
  nextFree: 'Next free',
  freeNotKnown: 'not known',
  freeNone: 'nothing between 07:00 and 20:00 in the next two weeks',
  nextBlocks: 'Next blocked slots',
  now: 'now',
  stretchNotKnown: 'Not known',
  restFree: 'otherwise free',
  restNotKnown: 'the rest not known',
  nothingToday: 'Nothing in your calendars today.',
  nothingAhead: 'Nothing blocks your slots in the next two weeks.',
  blocksNotKnown: 'We know of no blocked slots, but can’t tell if that’s all.',
  unreadable: 'We couldn’t read',
  mayBlock: 'It may block',
  anyTime: 'It may block any time, so nothing in this calendar counts as free.',
  disconnect: 'Disconnect',
  disconnectTitle: 'Disconnect this account?',
  disconnectMeans: [
    'Slotbridge forgets the password, your choice of calendars and all it has read.',
    'Your iCloud events no longer block slots in this sub-account.',
  ],
  staysInICloud: (count: number) => {
    if (count === 0) return 'Nothing of ours stands in your iCloud calendars.';
    return `What we added to your iCloud calendars stays there: ${count === 1 ? '1 booking' : `${count} bookings`}.`;
  },
  staysUncounted: 'What we added to your iCloud calendars stays there.',
  takeOutFirst: 'Look at them, or take them out',
  pendingWrites: 'Some bookings are still waiting to be added to iCloud. If you disconnect now, they won’t be added.',
  disconnectAnyway: 'Disconnect without adding them',
  disconnecting: 'Disconnecting…',
  keep: 'Keep it',
  back: 'Back',
  passwordNotKept: 'The password is kept only until Slotbridge stops. “npx slotbridge doctor” says how to keep it.',
  publicPages: 'Public booking pages:',
  cardMissing:
    'We couldn’t read the CRM’s page of connections, so our card isn’t in it. All that it can do is here, too.',
  oneWay: 'Sync: one-way',
  timesIn: 'Times in',
} as const;

export const KINDS: Record<SlotKind, string> = { busy: 'Busy', tentative: 'Maybe', travel: 'Travel' };

export type Tone = 'good' | 'unknown' | 'failed' | 'plain';

export const TONES: Record<Situation, Tone> = {
  'bridge-unreachable': 'failed',
  'needs-password': 'failed',
  'not-configured': 'plain',
  paused: 'plain',
  throttled: 'unknown',
  unreachable: 'unknown',
  'not-known': 'unknown',
  checking: 'plain',
  'partly-known': 'unknown',
  good: 'good',
};

interface Told {
  readonly checkedAt: number | null;
  readonly now: number;
  readonly timeZone: string;
  /** The bridge's own sentence about the connection; empty when it has none. */
  readonly detail: string;
}

/** What is so and what to do, in one or two sentences. */
export function situationInWords(situation: Situation, told: Told): string {
  switch (situation) {
    case 'good':
      return `All good. ${checked(told)}`.trim();
    case 'partly-known':
      return `${checked(told)} Some events couldn’t be read.`;
    case 'checking':
      return WORDS.checking;
    case 'bridge-unreachable':
      return WORDS.notRunning;
    case 'needs-password':
      return 'iCloud no longer accepts the password. This happens after an Apple password change. Make a new app-specific password.';
    case 'not-configured':
      return 'Choose which calendars block your time.';
    case 'paused':
      return 'Paused, so we can’t tell if you’re free. Resume to check your calendars again.';
    case 'throttled':
      return `iCloud asks us to slow down. ${lastKnown(told)} We go on by ourselves.`;
    case 'unreachable':
      return `iCloud isn’t answering. ${lastKnown(told)} Trying again.`;
    case 'not-known':
      return (
        told.detail || `We don’t know all of your calendars right now. ${lastKnown(told)} Check again in a moment.`
      );
  }
}

function checked({ checkedAt, now }: Told): string {
  return checkedAt === null ? '' : `Checked ${ageInWords(now - checkedAt)}.`;
}

function lastKnown({ checkedAt, now, timeZone }: Told): string {
  if (checkedAt === null) return 'Nothing is known yet.';
  const day = dayInWords(checkedAt, now, timeZone);
  return `Showing what we knew at ${day === 'today' ? '' : `${day}, `}${clockTime(checkedAt, timeZone)}.`;
}

/** What a check that was asked for found. */
export function reportInWords(report: SyncReport): string {
  if (report.error) return report.error;
  const failed = report.calendars.filter(({ error }) => error);
  if (failed.length > 0) return failed.map(({ error }) => error).join(' ');
  const changes = report.calendars.reduce((sum, one) => sum + one.added + one.updated + one.removed, 0);
  if (changes === 0) return 'Nothing new in your calendars.';
  return changes === 1 ? '1 change found.' : `${changes} changes found.`;
}

/** "ann…@icloud.com": enough to tell accounts apart on a screen that others may see. */
export function maskedAccount(account: string): string {
  const at = account.lastIndexOf('@');
  return at > 3 ? `${account.slice(0, 3)}…${account.slice(at)}` : account;
}

/** "Acme Clinic, Ann Lee": how one connection is told from another. */
export function personInWords({ locationName, locationId, userName }: ConnectionNames): string {
  return [locationName ?? locationId, userName].filter(Boolean).join(', ');
}

type ConnectionNames = Pick<Connection, 'locationName' | 'locationId' | 'userName'>;
