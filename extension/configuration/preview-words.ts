import type { FailureWords } from '../ui/use-task.ts';

/** How far ahead choices are compared with what holds now. */
export const PREVIEW_DAYS = 14;

const AHEAD = `in the next ${PREVIEW_DAYS} days`;

const slots = (count: number) => (count === 1 ? '1 slot' : `${count} slots`);
const moreSlots = (count: number) => (count === 1 ? '1 more slot' : `${count} more slots`);

export const PREVIEW_WORDS = {
  heading: 'What saving changes',
  working: 'Working out what these choices change…',
  which: 'Which ones?',
  closes: 'Will be blocked',
  opens: 'Will be free',
  clashes: (count: number) =>
    count === 1
      ? '1 appointment you already have lies in that time:'
      : `${count} appointments you already have lie in that time:`,
  clashesStay: 'Appointments stay as they are. Move them in the CRM if you need to.',
  more: (count: number) => `and ${count} more`,
  notCounted: (names: string) => `Not counted yet, because we couldn’t read it: ${names}. It may block more.`,
  countAgain: 'Count again',
} as const;

/** "These choices block 9 more slots and free 2 in the next 14 days." */
export function changeInWords(closes: number, opens: number): string {
  if (closes > 0 && opens > 0) return `These choices block ${moreSlots(closes)} and free ${opens} ${AHEAD}.`;
  if (closes > 0) return `These choices block ${moreSlots(closes)} ${AHEAD}.`;
  if (opens > 0) return `These choices free ${slots(opens)} ${AHEAD}.`;
  return `These choices change no slot ${AHEAD}.`;
}

/** "Blocks 9 more, frees 2": beside the button that saves, where there is little room; empty for no change. */
export function glanceInWords(closes: number, opens: number): string {
  const parts = [...(closes > 0 ? [`blocks ${closes} more`] : []), ...(opens > 0 ? [`frees ${opens}`] : [])];
  const words = parts.join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const PREVIEW_FAILURES: FailureWords = {
  'not-found': 'We couldn’t work out what these choices change. You can save them all the same.',
};
