import type { View } from '../background/messages.ts';
import type { Picture } from '../background/picture.ts';
import type { WhoseCalendar } from '../crm/shown-users.ts';
import type { PageFacts } from '../state/page-health.ts';
import { say } from '../words/say.ts';
import type { Corner } from './clear-place.ts';
import type { Ageing } from './knowledge.ts';
import type { Mark } from './mark.ts';
import type { Told } from './told.ts';
import type { Touched } from './touched.ts';

/** What may be known beside the page itself. */
export interface Surroundings {
  readonly told: Told;
  /** The connection's zone is all of it that a page is read by: another picture alone is no reason to read again. */
  readonly picture: Pick<Picture, 'timeZone'> | null;
  readonly now: number;
  /** Since the page was read before. */
  readonly touched: Touched;
}

/** Why the marks are drawn: something moved, or else the page was read, or else time went by or more became known. */
export type Cause = 'motion' | 'reading' | 'time';

export interface Drawing {
  readonly cause: Cause;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The element of our own layer, which lies over all. */
  readonly ours: Element;
}

/** Something of a page as it was read: good until the page changes. */
export interface Reading {
  /** What to ask the worker for. */
  readonly view: View;
  /** Where the marks are: its background gives their tone. */
  readonly anchor: HTMLElement;
  /** The page is the right one, but it cannot be read with certainty: nothing is marked, and that is said. */
  readonly isUnreadable: boolean;
  /** Whose calendar it shows, where that may be another person's: on theirs nothing is marked. */
  readonly whose?: WhoseCalendar;
  /** What it was read by, counted. */
  facts(): PageFacts;
  /** Measures the page now; where nothing moved it may go by what it measured a moment ago. */
  marks(moment: { picture: Picture | null; ageing: Ageing; now: number }, drawing: Drawing): Mark[];
  /** Where the age chip may hang, the best place first; none where the page has something of its own in front. */
  chipCorners(drawing: Drawing): readonly Corner[];
}

/** Reads something of the page; null while the page does not show it. */
export interface Reader {
  /** The feature's own. */
  readonly name: string;
  read(around: Surroundings): Reading | null;
  /** The page is one of the staff's own, where a small chip may say that it is not connected. */
  readonly saysNotConnected?: boolean;
  /** Asked only where nothing else was found. */
  readonly isFallback?: boolean;
}

export const UNREADABLE = say('overlayUnreadable');
