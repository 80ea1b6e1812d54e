import type { View } from '../background/messages.ts';
import type { Picture } from '../background/picture.ts';
import type { OfferedStarts } from '../crm/booking-slots.ts';
import type { CrmPage } from '../crm/routes.ts';
import type { Corner } from './clear-place.ts';
import type { Ageing } from './knowledge.ts';
import type { Mark } from './mark.ts';

/** What a feature may know beside the page itself. */
export interface Surroundings {
  readonly offered: OfferedStarts | null;
  /** The sub-account's zone, where the app told it. */
  readonly locationZone: string | null;
  readonly picture: Picture | null;
  readonly now: number;
}

/** A page as a feature read it: good until the page changes. */
export interface Reading {
  /** What to ask the worker for. */
  readonly view: View;
  /** Where the marks are: its background gives their tone, its size is observed. */
  readonly anchor: HTMLElement;
  /** The page is the right one, but it cannot be read: nothing is marked, and that is said. */
  readonly isUnreadable: boolean;
  /** Measures the page now. */
  marks(moment: { picture: Picture | null; ageing: Ageing; now: number }, ours: Element): Mark[];
  /** Where the age chip may hang, the best place first; none where the page has something of its own in front. */
  chipCorners(ours: Element): readonly Corner[];
}

/** One feature of the overlay: where it runs, and how it reads the page. */
export interface Feature {
  readonly name: string;
  runsOn(page: CrmPage): boolean;
  /** Null while the page shows nothing to mark. */
  read(page: CrmPage, surroundings: Surroundings): Reading | null;
  /** The page is one of the staff's own, where a small chip may say that it is not connected. */
  readonly saysNotConnected: boolean;
}

export const UNREADABLE = "We can't read this page, so nothing is marked. Look in Calendar before you book.";
