import type { BlockedSlot, BlockedSlots, CalendarEvent, Events } from '../../shared/contract/blocked-slots.ts';
import { type Interval, overlaps } from '../../shared/intervals.ts';
import { blockedSlots, type JudgedEvent } from '../domain/blocked-slots.ts';
import { judge, rulesFor } from '../domain/busy.ts';
import { gapOf, oldestCheck } from '../domain/completeness.ts';
import type { Occurrence, WrittenMark } from '../domain/occurrence.ts';
import { remembered } from './answer-memo.ts';
import { indexOf } from './calendar-index.ts';
import { eventIdOf, expansionAround } from './expansions.ts';
import { ignoredIn } from './ignored.ts';
import { instant } from './instant.ts';
import type { LiveConnection } from './live-connection.ts';
import { ownMarkOf } from './own-events.ts';
import { gapsIn, unreadableIn } from './unknown.ts';

interface FoundEvent extends JudgedEvent {
  readonly occurrence: Occurrence;
  /** Where the CRM put it, when it is a booking of this user. */
  readonly own: WrittenMark | null;
}

/**
 * What is blocked in the range by all that is known, and what is not known. Nothing unknown counts as free. The event of
 * an appointment that is to be ignored blocks nothing, wherever it stands.
 */
export function blockedSlotsOf(
  live: LiveConnection,
  range: Interval,
  now: number,
  ignoredAppointmentId?: string,
): BlockedSlots {
  const workOut = () => ({
    unreadable: live.record.conflictCalendarIds.flatMap((id) => unreadableIn(live, id, range)),
    slots: blockedSlots(
      eventsIn(live, range).filter((event) => !isBookings(event, ignoredAppointmentId)),
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
export function eventsOf(live: LiveConnection, range: Interval, now: number): Events {
  const events = eventsIn(live, range)
    .filter(({ occurrence }) => touches(occurrence, range))
    .sort((a, b) => a.occurrence.start - b.occurrence.start || a.occurrence.end - b.occurrence.end)
    .map(describe);
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

function eventsIn(live: LiveConnection, range: Interval): FoundEvent[] {
  return live.record.conflictCalendarIds.flatMap((calendarId) => eventsOfCalendar(live, calendarId, range));
}

function eventsOfCalendar(live: LiveConnection, calendarId: string, range: Interval): FoundEvent[] {
  const { calendars, settings, account, ignored } = live.record;
  const isIgnored = ignoredIn(ignored, calendarId);
  const circumstances = {
    rules: rulesFor(settings, calendarId),
    ownerAddresses: account.ownerAddresses,
    calendarTransparent: calendars.find(({ id }) => id === calendarId)?.transparent ?? false,
  };
  return occurrencesIn(live, calendarId, range).map((occurrence) => ({
    calendarId,
    eventId: eventIdOf(calendarId, occurrence),
    title: settings.showTitles ? occurrence.title : null,
    occurrence,
    own: ownMarkOf(live, occurrence),
    judgement: judge(occurrence, { ...circumstances, ignored: isIgnored.occurrence(occurrence) }),
  }));
}

function occurrencesIn(live: LiveConnection, calendarId: string, range: Interval): Occurrence[] {
  const cache = live.cachedCalendar(calendarId);
  if (!cache) return [];
  const found: Occurrence[] = [];
  for (const { resource } of indexOf(cache).touching(range)) {
    for (const occurrence of expansionAround(resource, range, live.record.timeZone).occurrences) {
      if (touchesWithTravel(occurrence, range)) found.push(occurrence);
    }
  }
  return found;
}

function touchesWithTravel({ start, end, travelMs }: Occurrence, range: Interval): boolean {
  return overlaps({ start: start - travelMs, end: Math.max(end, start + 1) }, range);
}

function touches({ start, end }: Occurrence, range: Interval): boolean {
  return overlaps({ start, end: Math.max(end, start + 1) }, range);
}

/** A booking of the CRM where the CRM put it is the CRM's own business; moved by hand, it blocks like any event. */
function isBookings({ occurrence, own }: FoundEvent, ignoredAppointmentId: string | undefined): boolean {
  if (own === null) return false;
  if (own.appointmentId === ignoredAppointmentId) return true;
  return own.start === occurrence.start && own.end === occurrence.end;
}

function describe({ calendarId, eventId, title, occurrence, own, judgement }: FoundEvent): CalendarEvent {
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
    origin: own ? 'crm' : 'icloud',
    recurring,
  };
}
