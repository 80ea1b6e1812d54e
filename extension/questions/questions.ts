import type { CalendarEvent } from '../../shared/contract/blocked-slots.ts';
import type { Calendar, Connection, ConnectionPatch } from '../../shared/contract/connection.ts';
import { dayInWords } from '../ui/day-and-time.ts';
import { QUESTION_WORDS as WORDS } from './words.ts';

/** Something to ask the person once, when it happens. */
export interface Question {
  /** Under which a "no" is remembered. */
  readonly key: string;
  readonly words: string;
  readonly yes: string;
  readonly no: string;
  /** What a "yes" changes. */
  readonly change: ConnectionPatch;
}

export interface Occasion {
  readonly connection: Connection;
  readonly calendars: readonly Calendar[];
  /** What lies ahead, free events too. */
  readonly events: readonly CalendarEvent[];
  /** The IANA zone of this computer. */
  readonly computerZone: string;
  /** The keys that were answered with "no". */
  readonly declined: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** How far ahead an all-day event is worth a question. */
export const QUESTION_DAYS = 60;

const A_SEASON_MS = 91 * 86_400_000;

/** What is to be asked, the most pressing first. */
export function questionsOf(occasion: Occasion): Question[] {
  const all = [...aboutTimeZone(occasion), ...aboutFreeDays(occasion)];
  return all.filter(({ key }) => !occasion.declined.includes(key));
}

function aboutTimeZone({ connection, computerZone, now }: Occasion): Question[] {
  const { id, timeZone } = connection;
  if (isSameTime(timeZone, computerZone, now)) return [];
  return [
    {
      key: `${id} zone ${computerZone}`,
      words: WORDS.zone(placeOf(computerZone), placeOf(timeZone)),
      yes: WORDS.zoneYes(placeOf(computerZone)),
      no: WORDS.zoneNo(placeOf(timeZone)),
      change: { timeZone: computerZone },
    },
  ];
}

/** Zones have several names, and some differ in their past alone. */
function isSameTime(a: string, b: string, now: number): boolean {
  return (
    a === b ||
    [0, 1, 2, 3].every(
      (season) => wallClock(now + season * A_SEASON_MS, a) === wallClock(now + season * A_SEASON_MS, b),
    )
  );
}

function wallClock(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
}

const placeOf = (timeZone: string) => timeZone.replaceAll('_', ' ');

/** Apple marks all-day events free unless somebody changes that: asked once for each calendar where it happens. */
function aboutFreeDays({ connection, calendars, events, now }: Occasion): Question[] {
  const { id, settings, timeZone } = connection;
  const ahead = events
    .filter(({ allDay, reason, start }) => allDay && reason === 'marked-free' && Date.parse(start) > now)
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  return calendars.flatMap((calendar) => {
    const rule = settings.calendars[calendar.id]?.allDay ?? settings.allDay;
    const first = ahead.find(({ calendarId }) => calendarId === calendar.id);
    if (rule !== 'as-marked' || !first) return [];
    const day = dayInWords(Date.parse(first.start), now, timeZone);
    return [
      {
        key: `${id} free-days ${calendar.id}`,
        words: WORDS.freeDay(settings.showTitles ? first.title : null, day, calendar.name),
        yes: WORDS.freeDayYes,
        no: WORDS.freeDayNo,
        change: { settings: { calendars: { [calendar.id]: { allDay: 'always' as const } } } },
      },
    ];
  });
}
