import type { ComponentChildren } from 'preact';
import type { Connection } from '../../shared/contract/connection.ts';
import { browserTimeZone, clockTime, dayInWords, timeSpan } from '../ui/day-and-time.ts';
import { language } from '../words/say.ts';
import { BlocksList } from './blocks-list.tsx';
import { intervalOf, segmentsIn, touchedByUnknown } from './day-segments.ts';
import { dayWindow, rangeFromToday } from './day-window.ts';
import { nextBlocks } from './next-blocks.ts';
import { nextFree } from './next-free.ts';
import type { Picture } from './picture.ts';
import { freeIsKnown, type Situation } from './situation.ts';
import { Timeline } from './timeline.tsx';
import { UnreadableList } from './unreadable-list.tsx';
import { WORDS } from './words.ts';

interface OverviewProps {
  connection: Connection;
  picture: Picture;
  situation: Situation;
  now: number;
  /** Stands where nobody has to scroll for it. */
  children?: ComponentChildren;
}

/** Today and tomorrow at a glance, the next free time and the next blocked slots. */
export function Overview({ connection, picture, situation, now, children }: OverviewProps) {
  const { timeZone, settings } = connection;
  const { slots } = picture.blocked;
  const known = freeIsKnown(situation, picture.blocked);
  const blocks = nextBlocks({ slots, calendars: picture.calendars, showTitles: settings.showTitles }, now);
  return (
    <>
      <Days picture={picture} now={now} timeZone={timeZone} known={known} />
      <p>
        {WORDS.nextFree} <strong>{nextFreeInWords(picture, known, now, timeZone)}</strong>
      </p>
      <UnreadableList picture={picture} situation={situation} now={now} timeZone={timeZone} />
      {children}
      <BlocksList blocks={blocks} now={now} timeZone={timeZone} known={known && picture.blocked.unknown.length === 0} />
      {timeZone !== browserTimeZone() && <p class="secondary">{WORDS.timesIn(timeZone.replaceAll('_', ' '))}</p>}
    </>
  );
}

interface DaysProps {
  picture: Picture;
  now: number;
  timeZone: string;
  known: boolean;
}

function Days({ picture, now, timeZone, known }: DaysProps) {
  const { slots, unknown } = picture.blocked;
  const today = dayWindow(now, 0, timeZone);
  const tomorrow = dayWindow(now, 1, timeZone);
  const anywhere = unknown.some(({ from, to }) => from === undefined || to === undefined);
  const knownDay = known && !anywhere;
  const wholeDay = wholeToday(now, timeZone);
  const emptyToday = known && !touchedByUnknown(wholeDay, unknown) && segmentsIn(wholeDay, slots).length === 0;
  return (
    <section class="days">
      <Hours />
      <Timeline label={WORDS.today} window={today} {...{ picture, now, timeZone }} known={knownDay} />
      <Timeline label={WORDS.tomorrow} window={tomorrow} {...{ picture, now, timeZone }} known={knownDay} />
      {emptyToday && <p class="secondary">{WORDS.nothingToday}</p>}
    </section>
  );
}

function wholeToday(now: number, timeZone: string) {
  const { from, to } = rangeFromToday(now, 1, timeZone);
  return intervalOf({ start: from, end: to });
}

function nextFreeInWords(picture: Picture, known: boolean, now: number, timeZone: string): string {
  const anyTime = picture.blocked.unknown.some(({ from, to }) => from === undefined || to === undefined);
  if (!known || anyTime) return WORDS.freeNotKnown;
  const free = nextFree(picture.blocked, now, timeZone);
  if (free === null) return noneFreeInWords(now, timeZone);
  return WORDS.freeAt(dayInWords(free.start, now, timeZone), timeSpan(free, timeZone));
}

function noneFreeInWords(now: number, timeZone: string): string {
  const { start, end } = dayWindow(now, 0, timeZone);
  return WORDS.freeNone(clockTime(start, timeZone), clockTime(end, timeZone));
}

function Hours() {
  return (
    <div class="hours secondary" aria-hidden="true">
      {[7, 10, 13, 16, 20].map((hour) => (
        <span key={hour}>{hourInWords(hour)}</span>
      ))}
    </div>
  );
}

/** "07", "7 AM" */
function hourInWords(hour: number): string {
  return new Intl.DateTimeFormat(language(), { hour: 'numeric', timeZone: 'UTC' }).format(Date.UTC(2000, 0, 1, hour));
}
