import { type Interval, overlaps } from '../../shared/intervals.ts';
import type { Picture, PictureSource } from '../background/picture.ts';

/** Events that take time of that day, each once; travel goes with its event. `isSure`: not all of them are tentative. */
export function eventsOf(picture: Picture, day: Interval): { events: PictureSource[]; isSure: boolean } {
  const slots = picture.slots.filter((slot) => slot.kind !== 'travel' && overlaps(slot, day));
  const sources = slots.flatMap((slot) => slot.sources.filter((source) => overlaps(source, day)));
  const events = new Map<string, PictureSource>(sources.map((source) => [source.ref, source]));
  return { events: [...events.values()], isSure: slots.some(({ kind }) => kind === 'busy') };
}
