import type { SlotKind } from '../../shared/contract/blocked-slots.ts';
import type { Connection } from '../../shared/contract/connection.ts';
import type { SyncReport } from '../../shared/contract/sync.ts';
import { ageInWords } from '../ui/age.ts';
import { clockTime, dayInWords, localDate } from '../ui/day-and-time.ts';
import { errorInWords } from '../words/bridge-words.ts';
import { listed, say, sayCount } from '../words/say.ts';
import type { Situation } from './situation.ts';

export const WORDS = {
  product: 'Slotbridge',
  subAccount: say('popupSubAccount'),
  looking: say('popupLooking'),
  notRunning: say('popupNotRunning'),
  notPaired: say('popupNotPaired'),
  noConnection: say('popupNoConnection'),
  setUp: say('popupSetUp'),
  howToStart: say('popupHowToStart'),
  chooseCalendars: say('popupChooseCalendars'),
  newPassword: say('popupNewPassword'),
  resume: say('popupResume'),
  pause: say('popupPause'),
  checkNow: say('popupCheckNow'),
  checking: say('popupChecking'),
  calendars: say('popupCalendars'),
  allSettings: say('popupAllSettings'),
  today: say('popupToday'),
  tomorrow: say('popupTomorrow'),
  nextFree: say('popupNextFree'),
  freeAt: (day: string, time: string) => say('popupFreeAt', day, time),
  freeNotKnown: say('popupFreeNotKnown'),
  freeNone: (from: string, to: string) => say('popupFreeNone', from, to),
  nextBlocks: say('popupNextBlocks'),
  stretch: (kind: string, time: string) => say('popupStretch', kind, time),
  stretchNotKnown: say('popupStretchNotKnown'),
  restFree: say('popupRestFree'),
  restNotKnown: say('popupRestNotKnown'),
  timeline: (day: string, stretches: string) => say('popupTimeline', day, stretches),
  timelineNow: (day: string, time: string, stretches: string) => say('popupTimelineNow', day, time, stretches),
  nothingToday: say('popupNothingToday'),
  nothingAhead: say('popupNothingAhead'),
  blocksNotKnown: say('popupBlocksNotKnown'),
  unreadable: say('popupUnreadable'),
  mayBlock: (day: string, time: string) => say('popupMayBlock', day, time),
  anyTime: say('popupAnyTime'),
  disconnect: say('popupDisconnect'),
  disconnectTitle: say('popupDisconnectTitle'),
  disconnectMeans: [say('popupDisconnectForgets'), say('popupDisconnectOpens')],
  staysInICloud: (count: number) => (count === 0 ? say('popupStaysNothing') : sayCount('popupStays', count)),
  staysUncounted: say('popupStaysUncounted'),
  takeOutFirst: say('popupTakeOutFirst'),
  pendingWrites: say('popupPendingWrites'),
  disconnectAnyway: say('popupDisconnectAnyway'),
  disconnecting: say('popupDisconnecting'),
  keep: say('popupKeep'),
  back: say('popupBack'),
  passwordNotKept: say('popupPasswordNotKept'),
  publicPages: say('popupPublicPages'),
  missingScopes: (scopes: readonly string[]) => say('popupMissingScopes', listed(scopes)),
  cardMissing: say('popupCardMissing'),
  oneWay: say('popupOneWay'),
  timesIn: (timeZone: string) => say('popupTimesIn', timeZone),
} as const;

export const KINDS: Record<SlotKind, string> = {
  busy: say('popupKindBusy'),
  tentative: say('popupKindTentative'),
  travel: say('popupKindTravel'),
};

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
      return checked(told, (age) => say('popupGood', age), say('popupGoodUnchecked'));
    case 'partly-known':
      return checked(told, (age) => say('popupPartlyKnown', age), say('popupPartlyKnownUnchecked'));
    case 'checking':
      return WORDS.checking;
    case 'bridge-unreachable':
      return WORDS.notRunning;
    case 'needs-password':
      return say('popupNeedsPassword');
    case 'not-configured':
      return say('popupNotConfigured');
    case 'paused':
      return say('popupPaused');
    case 'throttled':
      return say('popupThrottled', lastKnown(told));
    case 'unreachable':
      return say('popupUnreachable', lastKnown(told));
    case 'not-known':
      return told.detail || say('popupNotKnown', lastKnown(told));
  }
}

function checked({ checkedAt, now }: Told, words: (age: string) => string, unchecked: string): string {
  return checkedAt === null ? unchecked : words(ageInWords(now - checkedAt));
}

function lastKnown({ checkedAt, now, timeZone }: Told): string {
  if (checkedAt === null) return say('popupNothingKnown');
  const time = clockTime(checkedAt, timeZone);
  if (localDate(checkedAt, timeZone) === localDate(now, timeZone)) return say('popupKnewAt', time);
  return say('popupKnewOn', dayInWords(checkedAt, now, timeZone), time);
}

/** What a check that was asked for found. */
export function reportInWords(report: SyncReport): string {
  const whole = errorInWords(report);
  if (whole) return whole;
  const failed = report.calendars.flatMap((one) => errorInWords(one) ?? []);
  if (failed.length > 0) return [...new Set(failed)].join(' ');
  const changes = report.calendars.reduce((sum, one) => sum + one.added + one.updated + one.removed, 0);
  return changes === 0 ? say('popupNoChange') : sayCount('popupChanges', changes);
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
