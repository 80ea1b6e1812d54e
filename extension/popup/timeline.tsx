import type { Interval } from '../../shared/intervals.ts';
import { timeSpan } from '../ui/day-and-time.ts';
import { nowIn, type Segment, segmentsIn } from './day-segments.ts';
import type { Picture } from './picture.ts';
import { KINDS, WORDS } from './words.ts';

interface TimelineProps {
  label: string;
  window: Interval;
  picture: Picture;
  now: number;
  timeZone: string;
  /** False where a bare stretch must not read as free. */
  known: boolean;
}

/** One day from 07:00 to 20:00, its blocked parts hatched, and a line for now. */
export function Timeline({ label, window, picture, now, timeZone, known }: TimelineProps) {
  const segments = segmentsIn(window, picture.blocked.slots);
  const here = nowIn(window, now);
  return (
    <div class="timeline">
      <span class="secondary" aria-hidden="true">
        {label}
      </span>
      <div
        class={known ? 'track' : 'track not-known'}
        role="img"
        aria-label={`${label}: ${spoken(segments, timeZone, known)}`}
      >
        {segments.map(({ start, left, width, kind, calendarId }) => (
          <span key={start} class={`block ${kind}`} style={{ left: `${left}%`, width: `${width}%` }}>
            <span class={`edge ${kind}`} style={{ borderColor: colorOf(picture, calendarId) }} />
          </span>
        ))}
        {here !== null && <span class="now" style={{ left: `${here}%` }} />}
      </div>
    </div>
  );
}

function spoken(segments: readonly Segment[], timeZone: string, known: boolean): string {
  const busy = segments.map((segment) => `${KINDS[segment.kind]} ${timeSpan(segment, timeZone)}`);
  const rest = known ? WORDS.restFree : WORDS.restNotKnown;
  return [...busy, rest].join(', ');
}

function colorOf({ calendars }: Picture, calendarId: string | null): string {
  return calendars.find(({ id }) => id === calendarId)?.color ?? 'var(--blocked)';
}
