import type { Reason, SlotKind } from '../../shared/contract/blocked-slots.ts';
import type { Settings } from '../../shared/contract/connection.ts';
import type { Interval } from '../../shared/intervals.ts';
import type { Occurrence, ParticipationStatus } from './occurrence.ts';

/** The settings that decide what blocks, as they hold for one calendar. */
export type BusyRules = Pick<Settings, 'allDay' | 'tentative' | 'unanswered' | 'travelTime'>;

/** A stretch of time that an occurrence blocks. */
export interface BlockedPiece extends Interval {
  readonly kind: SlotKind;
  readonly reason: Reason;
}

export interface Judgement {
  readonly busy: boolean;
  /** Why it blocks, or why it does not. */
  readonly reason: Reason;
  /** How it blocks; of a free occurrence, how it would. */
  readonly kind: SlotKind;
  /** What it blocks, in the order of time: the travel before it and the event itself; nothing when it is free. */
  readonly pieces: readonly BlockedPiece[];
}

export interface Circumstances {
  readonly rules: BusyRules;
  /** The owner's calendar user addresses as the server gives them, with or without `mailto:`, in any letter case. */
  readonly ownerAddresses: readonly string[];
  readonly calendarTransparent: boolean;
  /** The person said that this occurrence does not block. */
  readonly ignored: boolean;
}

/** The connection's settings, and what the calendar has set otherwise. */
export function rulesFor(settings: Settings, calendarId: string): BusyRules {
  const own = Object.hasOwn(settings.calendars, calendarId) ? settings.calendars[calendarId] : undefined;
  return {
    allDay: own?.allDay ?? settings.allDay,
    tentative: own?.tentative ?? settings.tentative,
    unanswered: own?.unanswered ?? settings.unanswered,
    travelTime: own?.travelTime ?? settings.travelTime,
  };
}

/**
 * Whether an occurrence blocks, and why. The first line that applies decides:
 *
 * | it … | reason | blocks |
 * |---|---|---|
 * | is to be ignored, the person said | `ignored` | no |
 * | has STATUS CANCELLED | `cancelled` | no |
 * | ends before it starts | `ends-before-start` | no |
 * | has no length | `zero-length` | no |
 * | is in a calendar that is transparent as a whole | `calendar-transparent` | no |
 * | was declined by the owner | `declined` | no |
 * | is all-day, and all-day events never block | `all-day-setting` | no |
 * | is all-day and transparent, and all-day events always block | `all-day-setting` | as its answer and status say, below |
 * | is transparent (TRANSP, or without it X-MICROSOFT-CDO-BUSYSTATUS FREE) | `marked-free` | no |
 * | was not answered by the owner | `unanswered` | as set, as `tentative` |
 * | has STATUS, own answer or X-MICROSOFT-CDO-BUSYSTATUS tentative | `tentative` | as set, as `tentative` |
 * | is anything else | `busy` | yes |
 *
 * What blocks also blocks its travel time before the start, unless that is switched off.
 */
export function judge(occurrence: Occurrence, circumstances: Circumstances): Judgement {
  const { rules } = circumstances;
  const free = whyFree(occurrence, circumstances);
  if (free) return { busy: false, reason: free, kind: 'busy', pieces: [] };
  const undecided = whyUndecided(occurrence, circumstances.ownerAddresses);
  if (undecided && rules[undecided] === 'free')
    return { busy: false, reason: undecided, kind: 'tentative', pieces: [] };
  const reason = undecided ?? (occurrence.allDay && occurrence.transparent ? 'all-day-setting' : 'busy');
  const kind = undecided ? 'tentative' : 'busy';
  return { busy: true, reason, kind, pieces: piecesOf(occurrence, rules.travelTime, kind, reason) };
}

function whyFree(occurrence: Occurrence, circumstances: Circumstances): Reason | null {
  const { rules, calendarTransparent, ignored, ownerAddresses } = circumstances;
  if (ignored) return 'ignored';
  if (occurrence.status === 'cancelled') return 'cancelled';
  if (occurrence.endsBeforeStart) return 'ends-before-start';
  if (occurrence.end <= occurrence.start) return 'zero-length';
  if (calendarTransparent) return 'calendar-transparent';
  if (ownAnswer(occurrence, ownerAddresses) === 'declined') return 'declined';
  if (occurrence.allDay && rules.allDay === 'never') return 'all-day-setting';
  const blocksAnyway = occurrence.allDay && rules.allDay === 'always';
  return occurrence.transparent && !blocksAnyway ? 'marked-free' : null;
}

function whyUndecided(occurrence: Occurrence, owners: readonly string[]): 'unanswered' | 'tentative' | null {
  const answer = ownAnswer(occurrence, owners);
  if (answer === 'needs-action') return 'unanswered';
  const tentative =
    answer === 'tentative' || occurrence.status === 'tentative' || occurrence.busyStatus === 'tentative';
  return tentative ? 'tentative' : null;
}

/** What the owner said; invited under several addresses, the answer that blocks most. */
function ownAnswer({ attendees }: Occurrence, owners: readonly string[]): ParticipationStatus | null {
  const own = new Set(owners.map(plainAddress));
  const answers = attendees.filter(({ address }) => own.has(address)).map(({ participation }) => participation);
  return BY_WEIGHT.find((answer) => answers.includes(answer)) ?? null;
}

const BY_WEIGHT: readonly ParticipationStatus[] = [
  'accepted',
  'delegated',
  'other',
  'tentative',
  'needs-action',
  'declined',
];

function plainAddress(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/^mailto:\s*/, '');
}

function piecesOf(occurrence: Occurrence, travel: boolean, kind: SlotKind, reason: Reason): BlockedPiece[] {
  const { start, end, travelMs } = occurrence;
  const event = { start, end, kind, reason };
  if (!travel || travelMs <= 0) return [event];
  return [{ start: start - travelMs, end: start, kind: kind === 'busy' ? 'travel' : kind, reason: 'travel' }, event];
}
