import type { FailureWords } from '../ui/use-task.ts';
import { formattedNumber, say, sayCount } from '../words/say.ts';

/** How far ahead choices are compared with what holds now. */
export const PREVIEW_DAYS = 14;

export const PREVIEW_WORDS = {
  heading: say('configurationPreviewHeading'),
  working: say('configurationPreviewWorking'),
  which: say('configurationPreviewWhich'),
  closes: say('configurationPreviewCloses'),
  opens: say('configurationPreviewOpens'),
  clashes: (count: number) => sayCount('configurationPreviewClashes', count),
  clashesStay: say('configurationPreviewClashesStay'),
  more: (count: number) => sayCount('configurationPreviewMore', count),
  notCounted: (names: string) => say('configurationPreviewNotCounted', names),
  countAgain: say('configurationPreviewCountAgain'),
} as const;

/** "These choices block 9 more slots and free 2 in the next 14 days." */
export function changeInWords(closes: number, opens: number): string {
  if (closes > 0 && opens > 0) {
    return sayCount('configurationPreviewClosesAndOpens', closes, formattedNumber(opens), PREVIEW_DAYS);
  }
  if (closes > 0) return sayCount('configurationPreviewClosesMore', closes, PREVIEW_DAYS);
  if (opens > 0) return sayCount('configurationPreviewOpensMore', opens, PREVIEW_DAYS);
  return say('configurationPreviewNoChange', PREVIEW_DAYS);
}

/** "Blocks 9 more, frees 2": beside the button that saves, where there is little room; empty for no change. */
export function glanceInWords(closes: number, opens: number): string {
  const [more, freed] = [formattedNumber(closes), formattedNumber(opens)];
  if (closes > 0 && opens > 0) return say('configurationPreviewGlanceBoth', more, freed);
  if (closes > 0) return say('configurationPreviewGlanceCloses', more);
  return opens > 0 ? say('configurationPreviewGlanceOpens', freed) : '';
}

export const PREVIEW_FAILURES: FailureWords = {
  'not-found': say('configurationPreviewFailure'),
};
