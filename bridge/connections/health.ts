import type { ConnectionHealth } from '../../shared/contract/sync.ts';
import { instant } from './instant.ts';
import type { LiveConnection } from './live-connection.ts';
import { unreadableIn } from './unknown.ts';

/** How each calendar of the connection stands. */
export function healthOf(live: LiveConnection): ConnectionHealth {
  const { calendars, conflictCalendarIds } = live.record;
  return {
    calendars: calendars.map((calendar) => {
      const { read, checkedAt, failure, failureCode } = live.runner.memory.knowledgeOf(
        calendar.id,
        live.cachedCalendar(calendar.id),
      );
      return {
        calendarId: calendar.id,
        state: stateOf(
          conflictCalendarIds.includes(calendar.id),
          calendar.gone,
          live.runner.memory.isHeld(calendar.id),
          failure,
          read,
        ),
        checkedAt: checkedAt === null ? null : instant(checkedAt),
        ...(failure === null ? {} : { error: failure }),
        ...(failureCode === undefined ? {} : { errorCode: failureCode }),
        unreadable: unreadableIn(live, calendar.id),
      };
    }),
    freshness: live.freshness.summary(),
    requests: { lastHour: live.requests.lastHour() },
    outbox: live.outbox.counts(),
  };
}

function stateOf(
  chosen: boolean,
  gone: boolean,
  held: boolean,
  failure: string | null,
  read: boolean,
): ConnectionHealth['calendars'][number]['state'] {
  if (gone) return 'gone';
  if (!chosen) return 'not-chosen';
  if (held) return 'held';
  if (failure !== null) return 'failing';
  return read ? 'ok' : 'never-read';
}
