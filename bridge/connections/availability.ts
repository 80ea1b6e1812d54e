import type { BlockedSlots, CalendarEvent, Events } from '../../shared/contract/blocked-slots.ts';
import { type Interval, overlaps } from '../../shared/intervals.ts';
import { blockedSlots, type JudgedEvent } from '../domain/blocked-slots.ts';
import { judge, rulesFor } from '../domain/busy.ts';
import { gapOf, oldestCheck } from '../domain/completeness.ts';
import type { Occurrence } from '../domain/occurrence.ts';
import { eventIdOf, expansionAround } from './expansions.ts';
import { ignoredIn } from './ignored.ts';
import { instant } from './instant.ts';
import type { LiveConnection } from './live-connection.ts';
import { unknownIn } from './unknown.ts';

interface FoundEvent extends JudgedEvent {
  readonly occurrence: Occurrence;
}

/** What is blocked in the range by all that is known, and what is not known. Nothing unknown counts as free. */
export function blockedSlotsOf(live: LiveConnection, range: Interval, now: number): BlockedSlots {
  const unknown = unknownIn(live, range, now);
  const found = eventsIn(live, range).filter(({ occurrence }) => !standsWhereWritten(occurrence));
  const { revision, checkedAt } = stateOf(live, now);
  return {
    revision,
    checkedAt,
    complete: isKnown(live, range, now) && unknown.length === 0,
    unknown,
    slots: blockedSlots(found, range),
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
  const { conflictCalendarIds, calendars, settings, timeZone, account, ignored } = live.record;
  return conflictCalendarIds.flatMap((calendarId) => {
    const calendarTransparent = calendars.find(({ id }) => id === calendarId)?.transparent ?? false;
    const rules = rulesFor(settings, calendarId);
    const isIgnored = ignoredIn(ignored, calendarId);
    const found: FoundEvent[] = [];
    for (const { resource } of live.cachedCalendar(calendarId)?.all() ?? []) {
      for (const occurrence of expansionAround(resource, range, timeZone).occurrences) {
        const judgement = judge(occurrence, {
          rules,
          ownerAddresses: account.ownerAddresses,
          calendarTransparent,
          ignored: isIgnored.occurrence(occurrence),
        });
        if (
          !overlaps(
            { start: occurrence.start - occurrence.travelMs, end: Math.max(occurrence.end, occurrence.start + 1) },
            range,
          )
        )
          continue;
        const title = settings.showTitles ? occurrence.title : null;
        found.push({ calendarId, eventId: eventIdOf(calendarId, occurrence), title, occurrence, judgement });
      }
    }
    return found;
  });
}

function touches({ start, end }: Occurrence, range: Interval): boolean {
  return overlaps({ start, end: Math.max(end, start + 1) }, range);
}

/** A booking of the CRM where the CRM put it is the CRM's own business; moved by hand, it blocks like any event. */
function standsWhereWritten({ written, start, end }: Occurrence): boolean {
  return written !== null && written.start === start && written.end === end;
}

function describe({ calendarId, eventId, title, occurrence, judgement }: FoundEvent): CalendarEvent {
  const { uid, start, end, allDay, recurring, written } = occurrence;
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
    origin: written ? 'crm' : 'icloud',
    recurring,
  };
}
