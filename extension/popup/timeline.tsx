import type { Interval } from '../../shared/intervals.ts';
import { clockTime, timeSpan } from '../ui/day-and-time.ts';
import { nowIn, segmentsIn, unknownIn } from './day-segments.ts';
import type { Picture } from './picture.ts';
import { KINDS, WORDS } from './words.ts';

interface TimelineProps {
  label: string;
  window: Interval;
  picture: Picture;
  now: number;
  timeZone: string;
  /** False where nothing but what is blocked is known, so that no bare stretch may read as free. */
  known: boolean;
}

/** One day from 07:00 to 20:00: hatched where blocked, dotted where not known, and a line for now. */
export function Timeline(props: TimelineProps) {
  const { label, window, picture, now, known } = props;
  const here = nowIn(window, now);
  return (
    <div class="timeline">
      <span class="secondary" aria-hidden="true">
        {label}
      </span>
      <div class={known ? 'track' : 'track not-known'} role="img" aria-label={spoken(props)}>
        {known &&
          unknownIn(window, picture.blocked).map(({ start, ...place }) => (
            <span key={start} class="unknown" style={perCent(place)} />
          ))}
        {segmentsIn(window, picture.blocked.slots).map(({ start, kind, calendarId, ...place }) => (
          <span key={start} class={`block ${kind}`} style={perCent(place)}>
            <span class={`edge ${kind}`} style={{ borderColor: colorOf(picture, calendarId) }} />
          </span>
        ))}
        {here !== null && <span class="now" style={{ left: `${here}%` }} />}
      </div>
    </div>
  );
}

const perCent = ({ left, width }: { left: number; width: number }) => ({ left: `${left}%`, width: `${width}%` });

/** The same facts in words, in the order in which they are drawn: "Today, now 14:05: Busy 10:00–11:00, otherwise free". */
function spoken({ label, window, picture, now, timeZone, known }: TimelineProps): string {
  const blocked = segmentsIn(window, picture.blocked.slots).map((part) => ({ part, words: KINDS[part.kind] }));
  const unknown = known ? unknownIn(window, picture.blocked) : [];
  const parts = [...blocked, ...unknown.map((part) => ({ part, words: WORDS.stretchNotKnown }))]
    .sort((a, b) => a.part.start - b.part.start)
    .map(({ part, words }) => WORDS.stretch(words, timeSpan(part, timeZone)));
  const all = [...parts, known ? WORDS.restFree : WORDS.restNotKnown].join(', ');
  return nowIn(window, now) === null
    ? WORDS.timeline(label, all)
    : WORDS.timelineNow(label, clockTime(now, timeZone), all);
}

function colorOf({ calendars }: Picture, calendarId: string | null): string {
  return calendars.find(({ id }) => id === calendarId)?.color ?? 'var(--blocked)';
}
