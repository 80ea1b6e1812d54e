import type { CrmPreview } from '../../shared/contract/crm.ts';
import { clockTime } from '../ui/day-and-time.ts';
import { byDay } from './by-day.ts';
import { WORDS } from './words.ts';

interface ClosedTimesProps {
  closes: CrmPreview['closes'];
  now: number;
  timeZone: string;
}

/** Each calendar with how many of its times close; which ones unfold. */
export function ClosedTimes({ closes, now, timeZone }: ClosedTimesProps) {
  return (
    <ul class="closed-times">
      {closes
        .filter(({ slots }) => slots.length > 0)
        .map(({ calendarId, calendarName, slots }) => (
          <li key={calendarId}>
            <details class="fold">
              <summary>
                <span class="cut">{calendarName}</span>
                <span class="secondary">{WORDS.ofCalendar(slots.length)}</span>
              </summary>
              <Times slots={slots} now={now} timeZone={timeZone} />
            </details>
          </li>
        ))}
    </ul>
  );
}

function Times({ slots, now, timeZone }: { slots: readonly string[]; now: number; timeZone: string }) {
  const starts = slots.map((slot) => Date.parse(slot));
  return (
    <dl class="day-list">
      {byDay(starts, (start) => start, { now, timeZone }).map(({ name, entries }) => (
        <div key={name} class="day-row">
          <dt>{name}</dt>
          <dd class="times">
            {entries.map((start) => (
              <span key={start}>{clockTime(start, timeZone)}</span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How many times close in all calendars together. */
export function closedCount(closes: CrmPreview['closes']): number {
  return closes.reduce((sum, { slots }) => sum + slots.length, 0);
}
