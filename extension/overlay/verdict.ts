import { clip, type Interval, merge, overlaps, subtract } from '../../shared/intervals.ts';
import type { Picture, PictureSlot, PictureSource } from '../background/picture.ts';

export type Verdict =
  | { readonly kind: 'free' }
  | { readonly kind: 'not-known' }
  | {
      readonly kind: PictureSlot['kind'];
      /** The blocked parts of the interval; sorted and disjoint. */
      readonly taken: readonly Interval[];
      readonly isWhole: boolean;
      readonly sources: readonly PictureSource[];
    };

const STRENGTH = { busy: 2, travel: 1, tentative: 0 } as const;

function strongest(slots: readonly PictureSlot[]): PictureSlot['kind'] {
  return slots.map(({ kind }) => kind).reduce((best, kind) => (STRENGTH[kind] > STRENGTH[best] ? kind : best));
}

/** What is known of an interval. A blocked part outweighs all; what is not known is never free. */
export function verdict(interval: Interval, picture: Picture | null, unmarkedAreFree: boolean): Verdict {
  const blocking = picture?.slots.filter((slot) => overlaps(slot, interval)) ?? [];
  if (blocking.length > 0) {
    const taken = merge(blocking.flatMap((slot) => clip(slot, interval) ?? []));
    const isWhole = subtract([interval], taken).length === 0;
    const sources = blocking.flatMap((slot) => slot.sources.filter((source) => overlaps(source, interval)));
    const shown = sources.length > 0 ? sources : blocking.flatMap((slot) => slot.sources);
    return { kind: strongest(blocking), taken, isWhole, sources: shown };
  }
  const isKnown = picture !== null && unmarkedAreFree && subtract([interval], [picture.range]).length === 0;
  if (!isKnown || picture.unknown.some((gap) => overlaps(gap, interval))) return { kind: 'not-known' };
  return { kind: 'free' };
}

/** The parts of a window of which nothing is known; sorted and disjoint. */
export function notKnownWithin(window: Interval, picture: Picture | null, unmarkedAreFree: boolean): Interval[] {
  const dark = !picture || !unmarkedAreFree ? [window] : [...picture.unknown, ...subtract([window], [picture.range])];
  const inside = dark.flatMap((gap) => clip(gap, window) ?? []);
  return inside.length === 0 ? [] : subtract(inside, picture?.slots ?? []);
}
