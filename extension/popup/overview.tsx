import type { Connection } from '../../shared/contract/connection.ts';
import { browserTimeZone, dayInWords, timeSpan } from '../ui/day-and-time.ts';
import { BlocksList } from './blocks-list.tsx';
import { intervalOf } from './day-segments.ts';
import { dayWindow } from './day-window.ts';
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
}

/** Today and tomorrow at a glance, the next free time and the next blocked slots. */
export function Overview({ connection, picture, situation, now }: OverviewProps) {
  const { timeZone, settings } = connection;
  const { slots, unknown } = picture.blocked;
  const known = freeIsKnown(situation, picture.blocked) && unknown.length === 0;
  const blocks = nextBlocks({ slots, calendars: picture.calendars, showTitles: settings.showTitles }, now);
  const days = [dayWindow(now, 0, timeZone), dayWindow(now, 1, timeZone)] as const;
  const wholeToday = { start: days[0].start, end: days[0].end };
  const emptyToday = known && !slots.some((slot) => overlapsDay(slot, wholeToday));
  return (
    <>
      <section class="days" aria-label={`${WORDS.today}, ${WORDS.tomorrow}`}>
        <Hours />
        <Timeline label={WORDS.today} window={days[0]} {...{ slots, now, timeZone, known }} />
        <Timeline label={WORDS.tomorrow} window={days[1]} {...{ slots, now, timeZone, known }} />
        {emptyToday && <p class="secondary">{WORDS.nothingToday}</p>}
      </section>
      <p class="next-free">
        {WORDS.nextFree}:{' '}
        <strong>{nextFreeInWords(picture, freeIsKnown(situation, picture.blocked), now, timeZone)}</strong>
      </p>
      <UnreadableList picture={picture} now={now} timeZone={timeZone} />
      <BlocksList blocks={blocks} now={now} timeZone={timeZone} known={known} />
      {timeZone !== browserTimeZone() && (
        <p class="secondary">
          {WORDS.timesIn} {timeZone.replaceAll('_', ' ')}
        </p>
      )}
    </>
  );
}

function overlapsDay(slot: { start: string; end: string }, day: { start: number; end: number }): boolean {
  const { start, end } = intervalOf(slot);
  return start < day.end && end > day.start;
}

function nextFreeInWords(picture: Picture, known: boolean, now: number, timeZone: string): string {
  const unreadable = picture.blocked.unknown.some(({ from, to }) => from === undefined || to === undefined);
  if (!known || unreadable) return WORDS.freeNotKnown;
  const free = nextFree(picture.blocked, now, timeZone);
  return free === null ? WORDS.freeNone : `${dayInWords(free.start, now, timeZone)} ${timeSpan(free, timeZone)}`;
}

function Hours() {
  return (
    <div class="hours secondary" aria-hidden="true">
      <span>07</span>
      <span>10</span>
      <span>13</span>
      <span>16</span>
      <span>20</span>
    </div>
  );
}
