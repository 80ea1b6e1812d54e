import type { Interval } from '../../shared/intervals.ts';
import type { Picture, PictureSource } from '../background/picture.ts';
import { clockTime, clockTimeInShort } from '../ui/day-and-time.ts';
import { say } from '../words/say.ts';
import { type Ageing, ageText } from './knowledge.ts';
import type { Details } from './mark.ts';
import { dayAndSpan } from './time-words.ts';
import type { Verdict } from './verdict.ts';

export type Blocked = Extract<Verdict, { taken: unknown }>;

export interface Moment {
  readonly picture: Picture | null;
  readonly ageing: Ageing;
  readonly now: number;
  /** The zone that the page shows its times in. */
  readonly zone: string;
}

/** What a tag says of time of one kind, whole, and of the part that is taken from or until a time. */
interface TagWords {
  readonly heading: string;
  readonly whole: string;
  from(time: string): string;
  until(time: string): string;
}

const BUSY: TagWords = {
  heading: say('overlayBusyHeading'),
  whole: say('overlayBusy'),
  from: (time) => say('overlayBusyFrom', time),
  until: (time) => say('overlayBusyUntil', time),
};

/** Where the slots belong to several people. */
const YOU: TagWords = {
  heading: say('overlayYouHeading'),
  whole: say('overlayYou'),
  from: (time) => say('overlayYouFrom', time),
  until: (time) => say('overlayYouUntil', time),
};

const TRAVEL: TagWords = {
  heading: say('overlayTravelHeading'),
  whole: say('overlayTravel'),
  from: (time) => say('overlayTravelFrom', time),
  until: (time) => say('overlayTravelUntil', time),
};

const MAYBE: TagWords = {
  heading: say('overlayMaybeHeading'),
  whole: say('overlayMaybe'),
  from: (time) => say('overlayMaybeFrom', time),
  until: (time) => say('overlayMaybeUntil', time),
};

const wordsFor = ({ kind }: Blocked, picture: Picture | null): TagWords =>
  ({ busy: picture?.wording === 'you' ? YOU : BUSY, travel: TRAVEL, tentative: MAYBE })[kind];

/**
 * "Busy", "You're busy", "Maybe", "Travel"; of a partly blocked slot "Busy from 10:30", whose two ends stay together where
 * there is room for one of them alone.
 */
export function tagWords(blocked: Blocked, interval: Interval, { picture, zone }: Moment): string {
  const words = wordsFor(blocked, picture);
  const first = blocked.taken[0];
  const last = blocked.taken.at(-1);
  if (blocked.isWhole || !first || !last) return words.whole;
  if (first.start > interval.start) return words.from(clockTimeInShort(first.start, zone));
  return words.until(clockTimeInShort(last.end === interval.end ? first.end : last.end, zone));
}

/** "Checked 8 s ago", "As of 14:05" */
export function checkedWords({ picture, ageing, now }: Pick<Moment, 'picture' | 'ageing' | 'now'>): string {
  if (ageing.asOf !== null) return say('overlayAsOf', clockTime(ageing.asOf));
  return picture?.checkedAt ? say('overlayChecked', ageText(now - picture.checkedAt)) : '';
}

/** What the details panel says of a blocked or free stretch of time. */
export function detailsOf(
  span: Interval,
  heading: string,
  sources: readonly PictureSource[],
  moment: Moment,
  { note = null, isBlocking = true }: { note?: string | null; isBlocking?: boolean } = {},
): Details {
  const { zone } = moment;
  return {
    time: dayAndSpan(span, zone),
    heading,
    sources,
    checked: checkedWords(moment),
    note,
    timeZone: zone,
    isBlocking,
  };
}

export const headingOf = (blocked: Blocked, { picture }: Moment): string => wordsFor(blocked, picture).heading;

/** For ears: tag, time, calendars. The age, which changes with time, is told beside them. */
export function labelOf(tag: string, details: Details): string {
  const calendars = [...new Set(details.sources.map(({ calendarName }) => calendarName))].join(', ');
  return [tag, details.time, calendars].filter(Boolean).join('. ');
}
