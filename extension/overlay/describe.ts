import type { Interval } from '../../shared/intervals.ts';
import type { Picture, PictureSource } from '../background/picture.ts';
import { type Ageing, ageText } from './knowledge.ts';
import type { Details } from './mark.ts';
import { clockTime, dayWords, hourWords, spanWords } from './time-words.ts';
import type { Verdict } from './verdict.ts';

export type Blocked = Extract<Verdict, { taken: unknown }>;

export interface Moment {
  readonly picture: Picture | null;
  readonly ageing: Ageing;
  readonly now: number;
  /** The zone that the page shows its times in. */
  readonly zone: string;
}

const HEADINGS = { busy: 'Busy', travel: 'Travel time', tentative: 'Maybe busy' } as const;
const SHORT = { busy: 'Busy', travel: 'Travel', tentative: 'Maybe' } as const;

/**
 * "Busy", "You're busy", "Maybe", "Travel"; of a partly blocked slot "Busy from 10:30", whose two ends stay together where
 * there is room for one of them alone.
 */
export function tagWords(blocked: Blocked, interval: Interval, { picture, zone }: Moment): string {
  const word = blocked.kind === 'busy' && picture?.wording === 'you' ? "You're busy" : SHORT[blocked.kind];
  const first = blocked.taken[0];
  const last = blocked.taken.at(-1);
  if (blocked.isWhole || !first || !last) return word;
  if (first.start > interval.start) return `${word} from\u00a0${hourWords(first.start, zone)}`;
  return `${word} until\u00a0${hourWords(last.end === interval.end ? first.end : last.end, zone)}`;
}

function checkedWords({ picture, ageing, now }: Moment): string {
  if (ageing.asOf !== null) return `As of ${clockTime(ageing.asOf)}`;
  return picture?.checkedAt ? `Checked ${ageText(now - picture.checkedAt)} ago` : '';
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
  const time = `${dayWords(span.start, zone)}, ${spanWords(span.start, span.end, zone)}`;
  const isSeveralDays = dayWords(span.start, zone) !== dayWords(span.end - 1, zone);
  return {
    time: isSeveralDays ? spanWords(span.start, span.end, zone) : time,
    heading,
    sources,
    checked: checkedWords(moment),
    note,
    timeZone: zone,
    isBlocking,
  };
}

export const headingOf = (blocked: Blocked, { picture }: Moment) =>
  blocked.kind === 'busy' && picture?.wording === 'you' ? 'You are busy' : HEADINGS[blocked.kind];

/** For ears: tag, time, calendars, age. */
export function labelOf(tag: string, details: Details): string {
  const calendars = [...new Set(details.sources.map(({ calendarName }) => calendarName))].join(', ');
  return [tag, details.time, calendars, details.checked].filter(Boolean).join('. ');
}
