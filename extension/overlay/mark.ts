import type { PictureSource } from '../background/picture.ts';
import type { Box } from './box.ts';

export type MarkKind = 'busy' | 'travel' | 'tentative' | 'free' | 'not-known' | 'count' | 'day-some' | 'day-full';

export interface Details {
  /** "Mon, Nov 23, 10:00–11:00" */
  readonly time: string;
  readonly heading: string;
  readonly sources: readonly PictureSource[];
  /** "Checked 8 s ago" or "As of 14:05" */
  readonly checked: string;
  readonly note: string | null;
  readonly timeZone: string;
  /** Its events block time: the person may ignore them. */
  readonly isBlocking: boolean;
}

/** One thing to draw over the page. Boxes are in pixels of the viewport. */
export interface Mark {
  /** Stays the same while the same slot is shown, so that focus and open details survive a redraw. */
  readonly key: string;
  readonly kind: MarkKind;
  readonly box: Box;
  /** What is visible of it between the page's scrolling edges; null hides it. */
  readonly visible: Box | null;
  /** CSS border radius of the thing beneath. */
  readonly radius: string;
  /** Kept clear of the hatch: the page's own text and events. */
  readonly clear: readonly Box[];
  /** Blocked share of a list's slot: only the right-hand third is hatched. */
  readonly isThird: boolean;
  readonly color: string;
  readonly isDark: boolean;
  readonly tag: string | null;
  /** What is said of it, but for the age of what is known. */
  readonly label: string;
  readonly details: Details | null;
  /** Where the tag stands: in the middle of a list's slot, at the top of a block in a grid. */
  readonly tagAt: 'middle' | 'top';
}
