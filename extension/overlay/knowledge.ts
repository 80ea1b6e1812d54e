import type { Trouble } from '../background/messages.ts';
import type { Picture } from '../background/picture.ts';
import { clockTime } from '../ui/day-and-time.ts';
import { say } from '../words/say.ts';

/** What a view was told so far. Times in epoch milliseconds. */
export interface Knowledge {
  readonly picture: Picture | null;
  readonly trouble: Trouble | null;
  /** When the view was opened, or the computer or the tab woke up. */
  readonly wokenAt: number;
}

/** How what is known is to be shown at one moment. */
export interface Ageing {
  /** False: a time without a mark must not look free. */
  readonly unmarkedAreFree: boolean;
  /** Set when known marks are to carry the time of their last check. */
  readonly asOf: number | null;
  readonly chip: { readonly text: string; readonly tone: 'good' | 'amber' | 'red' | 'none' };
  readonly banner: Trouble | null;
}

export const CHECKING_MS = 5_000;
export const AMBER_AFTER_MS = 30_000;
export const STALE_AFTER_MS = 120_000;

const NO_ANSWER: Trouble = { words: say('failureBridgeAway'), remedy: null };

/** By steps of two seconds and then of five, upwards: a number that runs draws the eye, and each drawing costs the page. */
const inSteps = (seconds: number) => (seconds <= 10 ? Math.ceil(seconds / 2) * 2 : Math.ceil(seconds / 5) * 5);

/** "8 s ago", "3 min ago", "2 h ago", for a chip. */
export function ageText(ms: number): string {
  const seconds = inSteps(Math.max(0, Math.round(ms / 1000)));
  if (seconds < 60) return say('ageSeconds', seconds);
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? say('ageMinutes', minutes) : say('ageHours', Math.round(minutes / 60));
}

function staleWords({ service, checkedAt }: Picture): string {
  return checkedAt === null ? say('overlayStale', service) : say('overlayStaleKnown', service, clockTime(checkedAt));
}

function unknown(picture: Picture | null, banner: Trouble, tone: 'amber' | 'red'): Ageing {
  const checkedAt = picture?.checkedAt ?? null;
  const when = checkedAt === null ? say('overlayChipNotKnown') : say('overlayChipAsOf', clockTime(checkedAt));
  const chip = { text: say('overlayChip', picture?.service ?? 'Slotbridge', when), tone };
  return { unmarkedAreFree: false, asOf: checkedAt, chip, banner };
}

export const CHECKING: Ageing = {
  unmarkedAreFree: false,
  asOf: null,
  chip: { text: say('overlayChecking'), tone: 'none' },
  banner: null,
};

function aged(picture: Picture, checkedAt: number, wokenAt: number, now: number): Ageing {
  const age = now - checkedAt;
  const chip = { text: say('overlayChip', picture.service, ageText(age)), tone: 'good' } as const;
  if (age < AMBER_AFTER_MS) return { unmarkedAreFree: true, asOf: null, chip, banner: null };
  const isChecking = now - wokenAt < CHECKING_MS;
  if (age < STALE_AFTER_MS) {
    const late = isChecking ? CHECKING.chip : ({ ...chip, tone: 'amber' } as const);
    return { unmarkedAreFree: true, asOf: null, chip: late, banner: null };
  }
  if (isChecking) return { ...CHECKING, asOf: checkedAt };
  return unknown(picture, { words: staleWords(picture), remedy: null }, 'amber');
}

/**
 * Ageing of what is known: amber 30 s after the last good check, after 2 min unmarked times are not known and marks
 * carry the time of the check. Trouble and incompleteness count at once: nothing unknown is ever free.
 */
export function ageing({ picture, trouble, wokenAt }: Knowledge, now: number): Ageing {
  if (trouble) return unknown(picture, trouble, 'red');
  if (!picture) return now - wokenAt < CHECKING_MS ? CHECKING : unknown(null, NO_ANSWER, 'red');
  if (!picture.complete || picture.checkedAt === null) {
    const { words, remedy, missed } = picture;
    return unknown(picture, { words: words ?? staleWords(picture), remedy, ...(missed ? { missed } : {}) }, 'amber');
  }
  return aged(picture, picture.checkedAt, wokenAt, now);
}
