import type { Preview, PreviewRequest } from '../../shared/contract/preview.ts';
import { clip, type Interval } from '../../shared/intervals.ts';
import { configurationFrom } from '../domain/configuration.ts';
import type { Occurrence } from '../domain/occurrence.ts';
import { type Blocker, type Booking, clashesIn, differenceOf } from '../domain/preview.ts';
import { blockedSlotsOf, isBookings } from './availability.ts';
import { selectableCalendars } from './calendars.ts';
import { epochOf, instant } from './instant.ts';
import type { LiveConnection } from './live-connection.ts';
import { ownMarkOf } from './own-events.ts';
import { heldBy, type Previewing } from './preview-held.ts';
import { assertCalendarsKnown, mergeSettings } from './settings.ts';
import type { StoredConnection } from './stored-connection.ts';
import { judging } from './weeks.ts';

interface PlannedBooking extends Booking {
  readonly title: string;
}

/**
 * What the choices would open and close against what holds now. Nothing is changed. A calendar that was never read is
 * read for the answer, within some seconds, and is named among what is not known where that does not work.
 *
 * @throws BridgeError `unknown-calendar`, `not-writable`, `not-selectable`.
 */
export async function previewOf(previewing: Previewing, request: PreviewRequest): Promise<Preview> {
  const { live, range, clock } = previewing;
  const chosen = chosenRecord(live.record, request);
  const choice = chosen.calendars.filter(({ id }) => chosen.conflictCalendarIds.includes(id));
  // This first: it works the weeks out in short turns, which are found done then.
  const now = await blockedSlotsOf(live, range, clock.now());
  const held = await Promise.all(choice.map((calendar) => heldBy(previewing, calendar)));
  const blockers = held.flatMap(({ calendarId, occurrences }) => blockersOf(live, chosen, calendarId, occurrences));
  const unknown = held.flatMap((calendar) => calendar.unknown);
  const { opens, closes } = differenceOf({
    before: now.slots.map(({ start, end }) => ({ start: epochOf(start), end: epochOf(end) })),
    after: blockers.flatMap((piece) => clip(piece, range) ?? []),
    unknownAfter: unknown.map(({ from, to }) => ({
      start: from === undefined ? range.start : epochOf(from),
      end: to === undefined ? range.end : epochOf(to),
    })),
  });
  const clashes = clashesIn(bookingsOf(live), blockers, closes);
  return { opens: opens.map(told), closes: closes.map(told), clashes: clashes.map(told), unknown };
}

function told<T extends Interval>(times: T): Omit<T, 'start' | 'end'> & { start: string; end: string } {
  return { ...times, start: instant(times.start), end: instant(times.end) };
}

/** The bookings that stand, as the CRM told them last. */
function bookingsOf(live: LiveConnection): PlannedBooking[] {
  return live.outbox.list().flatMap(({ appointmentId, state, title, start, end }) => {
    if (state === 'removed' || title === undefined || start === undefined || end === undefined) return [];
    return [{ appointmentId, title, start: epochOf(start), end: epochOf(end) }];
  });
}

/** The record as it would be if the choices were saved. */
function chosenRecord(record: StoredConnection, request: PreviewRequest): StoredConnection {
  const configuration = configurationFrom(request, selectableCalendars(record.calendars));
  assertCalendarsKnown(record, request.settings ?? {});
  return {
    ...record,
    ...configuration,
    conflictCalendarIds: [...configuration.conflictCalendarIds],
    settings: mergeSettings(record.settings, request.settings ?? {}),
  };
}

function blockersOf(
  live: LiveConnection,
  record: StoredConnection,
  calendarId: string,
  occurrences: readonly Occurrence[],
): Blocker[] {
  const judged = judging({ record }, calendarId);
  return occurrences
    .filter((occurrence) => !isBookings(live, occurrence))
    .flatMap((occurrence) => {
      const appointmentId = ownMarkOf(live, occurrence)?.appointmentId ?? null;
      return judged(occurrence).judgement.pieces.map(({ start, end }) => ({ start, end, appointmentId }));
    });
}
