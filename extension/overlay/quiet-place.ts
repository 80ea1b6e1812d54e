import { type Box, boxOf, common } from './box.ts';
import { controlsUnder } from './clear-place.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Spot {
  readonly left: number;
  readonly top: number;
}

const MARGIN = 16;
const GAP = 8;
const SHIFT_PX = 24;
/** Farther up or down, a thing no longer stands beside its box. */
const MOST_SHIFTS = 10;

/** Where something that belongs to the whole page may hang, the best spot first; above `banner` where it would meet it. */
export function cornerSpots(size: Size, banner: Box | null): Spot[] {
  const { width, height } = size;
  const right = innerWidth - width - MARGIN;
  const bottom = innerHeight - height - MARGIN;
  const centre = (innerWidth - width) / 2;
  const low = [right, centre, MARGIN].map((left) => {
    const meets = banner && common(boxAt({ left, top: bottom }, size), banner);
    return { left, top: meets ? banner.top - GAP - height : bottom };
  });
  return [...low, { left: right, top: MARGIN }, { left: centre, top: MARGIN }, { left: MARGIN, top: MARGIN }];
}

/** Where the view's one banner hangs just now. */
export function bannerBox(root: HTMLElement): Box | null {
  const banner = root.querySelector('.banner');
  return banner && boxOf(banner.getBoundingClientRect());
}

const boxAt = ({ left, top }: Spot, { width, height }: Size): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

/** Beside `box`, as near to its own height as can be: right, left, then a little farther down or up; below, above. */
export function spotsBeside(box: Box, { width, height }: Size): Spot[] {
  const level = Math.min(box.top, innerHeight - height - GAP);
  const left = Math.min(box.left, innerWidth - width - GAP);
  const shifts = Array.from({ length: MOST_SHIFTS }, (_, index) => (index + 1) * SHIFT_PX);
  const beside = [0, ...shifts.flatMap((by) => [by, -by])].flatMap((by) => [
    { left: box.right + GAP, top: level + by },
    { left: box.left - GAP - width, top: level + by },
  ]);
  return [...beside, { left, top: box.bottom + GAP }, { left, top: box.top - GAP - height }];
}

/** A button that lies hidden is worse than a field: it may be the one that saves. */
function weightOf(controls: readonly Element[]): number {
  return controls.reduce((sum, one) => sum + (one.matches('button, [role="button"], [type="submit"]') ? 10 : 1), 0);
}

export interface Place extends Spot {
  /** No control of the page lies beneath. */
  readonly isClear: boolean;
}

const weightAt = (spot: Spot, size: Size, ours: Element) => weightOf(controlsUnder(boxAt(spot, size), ours));

/** The first spot in sight that covers no control of the page; else the one that covers the least. */
export function calmestPlace(spots: readonly Spot[], size: Size, ours: Element): Place {
  const { width, height } = size;
  const inSight = spots.filter(
    ({ left, top }) => left >= 0 && top >= 0 && left + width <= innerWidth && top + height <= innerHeight,
  );
  let best = { left: MARGIN, top: MARGIN, weight: Number.POSITIVE_INFINITY };
  for (const spot of inSight) {
    const weight = weightAt(spot, size, ours);
    if (weight < best.weight) best = { ...spot, weight };
    if (weight === 0) break;
  }
  return { left: best.left, top: best.top, isClear: best.weight === 0 };
}

/**
 * Gives the same place again while size, window and `near` are the same and the page opened nothing below it: a thing
 * that is read does not jump, and looking for a place asks the page much.
 */
export function steadyPlace(ours: Element) {
  let known = { key: '', place: { left: 0, top: 0, isClear: false } };
  return (spots: () => readonly Spot[], size: Size, near: readonly (Box | null)[]): Place => {
    const key = JSON.stringify([size.width, size.height, innerWidth, innerHeight, near]);
    const isGood = known.key === key && (!known.place.isClear || weightAt(known.place, size, ours) === 0);
    if (!isGood) known = { key, place: calmestPlace(spots(), size, ours) };
    return known.place;
  };
}
