import type { BlockedSlot, BlockedSlots, CalendarEvent, Events } from '../../shared/contract/blocked-slots.ts';
import { type Interval, overlaps } from '../../shared/intervals.ts';
import { blockedSlots, type JudgedEvent } from '../domain/blocked-slots.ts';
import { gapOf, oldestCheck } from '../domain/completeness.ts';
import type { Occurrence } from '../domain/occurrence.ts';
import { remembered } from './answer-memo.ts';
import { instant } from './instant.ts';
import type { LiveConnection } from './live-connection.ts';
import { ownMarkOf } from './own-events.ts';
import { gapsIn, unreadableIn } from './unknown.ts';
import { weeksOf, workOutWeeks } from './weeks.ts';

/**
 * What is blocked in the range by all that is known, and what is not known. Nothing unknown counts as free. The event of
 * an appointment that is to be ignored blocks nothing, wherever it stands.
 */
export async function blockedSlotsOf(
  live: LiveConnection,
  range: Interval,
  now: number,
  ignoredAppointmentId?: string,
): Promise<BlockedSlots> {
  await workOutWeeks(live, range);
  const workOut = () => ({
    unreadable: live.record.conflictCalendarIds.flatMap((id) => unreadableIn(live, id, range)),
    slots: blockedSlots(
      eventsIn(live, range).filter(({ occurrence }) => !isBookings(live, occurrence, ignoredAppointmentId)),
      range,
    ),
  });
  const { unreadable, slots } = ignoredAppointmentId === undefined ? remembered(live, range, workOut) : workOut();
  const unknown = [...gapsIn(live, range, now), ...unreadable];
  const { revision, checkedAt } = stateOf(live, now);
  return {
    revision,
    checkedAt,
    complete: isKnown(live, range, now) && unknown.length === 0,
    unknown,
    slots: slots as BlockedSlot[],
  };
}

/** Every event of the conflict calendars that touches the range, free ones too, in the order of time. */
export async function eventsOf(live: LiveConnection, range: Interval, now: number): Promise<Events> {
  await workOutWeeks(live, range);
  const events = eventsIn(live, range)
    .filter(({ occurrence }) => touches(occurrence, range))
    .sort((a, b) => a.occurrence.start - b.occurrence.start || a.occurrence.end - b.occurrence.end)
    .map((event) => describe(live, event));
  return { revision: stateOf(live, now).revision, events };
}

/**
 * How the conflict calendars stand as a whole, whatever range is asked for. Completeness also changes as time passes, so
 * it is part of the revision.
 */
export function stateOf(live: LiveConnection, now: number): Pick<BlockedSlots, 'revision' | 'checkedAt' | 'complete'> {
  const complete = isKnown(live, undefined, now);
  const checkedAt = oldestCheck(live.knowledge());
  return {
    revision: `${live.changeCount}.${complete ? 'known' : 'not-known'}`,
    checkedAt: checkedAt === null ? null : instant(checkedAt),
    complete,
  };
}

/** Within the range, or as a whole without one: the coming weeks are known before a big calendar is read to its end. */
function isKnown(live: LiveConnection, range: Interval | undefined, now: number): boolean {
  const { configured, conflictCalendarIds, paused } = live.record;
  const chosen = configured && conflictCalendarIds.length > 0;
  return chosen && !paused && live.knowledge().every((calendar) => gapOf(calendar, now, range) === null);
}

function eventsIn(live: LiveConnection, range: Interval): JudgedEvent[] {
  return live.record.conflictCalendarIds.flatMap((id) => weeksOf(live, id, range).events);
}

function touches({ start, end }: Occurrence, range: Interval): boolean {
  return overlaps({ start, end: Math.max(end, start + 1) }, range);
}

/** A booking of the CRM where the CRM put it is the CRM's own business; moved by hand, it blocks like any event. */
export function isBookings(live: LiveConnection, occurrence: Occurrence, ignoredAppointmentId?: string): boolean {
  const own = ownMarkOf(live, occurrence);
  if (own === null) return false;
  if (own.appointmentId === ignoredAppointmentId) return true;
  return own.start === occurrence.start && own.end === occurrence.end;
}

function describe(
  live: LiveConnection,
  { calendarId, eventId, title, occurrence, judgement }: JudgedEvent,
): CalendarEvent {
  const { uid, start, end, allDay, recurring } = occurrence;
  return {
    id: eventId,
    calendarId,
    uid,
    title,
    start: instant(start),
    end: instant(end),
    allDay,
    busy: judgement.busy,
    reason: judgement.reason,
    origin: ownMarkOf(live, occurrence) ? 'crm' : 'icloud',
    recurring,
  };
}
