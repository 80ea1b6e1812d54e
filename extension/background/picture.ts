import type { BlockedSlots, CalendarEvent, Source } from '../../shared/contract/blocked-slots.ts';
import type { Calendar, Connection } from '../../shared/contract/connection.ts';
import type { Interval } from '../../shared/intervals.ts';
import { statusInWords } from '../words/bridge-words.ts';
import { say } from '../words/say.ts';
import type { EventPlace } from './event-refs.ts';
import type { Ownership } from './whose-time.ts';

/** One event behind a blocked slot, as a page may show it. Times in epoch milliseconds. */
export interface PictureSource extends Interval {
  /** A name for it that this page alone knows, to ask something of it. */
  readonly ref: string;
  readonly calendarName: string;
  /** `#RRGGBB` */
  readonly color: string;
  /** Null unless the person chose to show titles. */
  readonly title: string | null;
  readonly why: string;
  /** The person chose to ignore it. */
  readonly isIgnored: boolean;
}

export interface PictureSlot extends Interval {
  readonly kind: 'busy' | 'travel' | 'tentative';
  readonly sources: readonly PictureSource[];
}

/** What is known about one person's time: all that a page gets to see. Times in epoch milliseconds. */
export interface Picture {
  /** The range asked for; outside of it nothing is known. */
  readonly range: Interval;
  readonly wording: 'slot' | 'you';
  readonly slotMinutes: number | null;
  readonly timeZone: string;
  /** The name of the service, as the age chip shows it. */
  readonly service: string;
  readonly checkedAt: number | null;
  readonly complete: boolean;
  /** Why it is not complete, and what to do. */
  readonly words: string | null;
  readonly remedy: 'connect' | 'welcome' | null;
  /** What was missed since it was complete last, a sentence each. */
  readonly missed?: readonly string[];
  /** Times that an unreadable event may touch. */
  readonly unknown: readonly Interval[];
  readonly slots: readonly PictureSlot[];
  /** Events that do not block, for the staff grid. */
  readonly free: readonly PictureSource[];
}

export interface PictureParts {
  readonly ownership: Ownership;
  readonly connection: Connection;
  readonly calendars: readonly Calendar[];
  readonly blocked: BlockedSlots;
  readonly events: readonly CalendarEvent[];
  readonly range: Interval;
  /** Gives the page's own name of an event. */
  readonly refOf: (event: EventPlace) => string;
  /** What was missed meanwhile, where that is to be told. */
  readonly missed?: readonly string[];
}

const UNKNOWN_CALENDAR = { name: say('calendarUnknown'), color: '#566072' };

const WHY: Partial<Record<Source['reason'], string>> = {
  busy: say('whyBusy'),
  tentative: say('whyTentative'),
  unanswered: say('whyUnanswered'),
  travel: say('whyTravel'),
  'all-day-setting': say('whyAllDaySetting'),
  'marked-free': say('whyMarkedFree'),
  declined: say('whyDeclined'),
  cancelled: say('whyCancelled'),
  'calendar-transparent': say('whyCalendarTransparent'),
  ignored: say('whyIgnored'),
};

type Described = Pick<Source, 'calendarId' | 'eventId' | 'title' | 'start' | 'end' | 'reason'>;

const calendarOf = (id: string, calendars: readonly Calendar[]) =>
  calendars.find((calendar) => calendar.id === id) ?? UNKNOWN_CALENDAR;

export const nameOf = (id: string, calendars: readonly Calendar[]) => calendarOf(id, calendars).name;

/** `#RRGGBB`, also where the calendar is gone or has a colour of another shape. */
export function colorOf(id: string, calendars: readonly Calendar[]): string {
  const { color } = calendarOf(id, calendars);
  return /^#[0-9a-f]{6}$/i.test(color) ? color : UNKNOWN_CALENDAR.color;
}

function sourceOf(event: Described, { calendars, connection, refOf }: PictureParts): PictureSource {
  const time = { start: Date.parse(event.start), end: Date.parse(event.end) };
  return {
    ...time,
    ref: refOf({ ...time, calendarId: event.calendarId, eventId: event.eventId }),
    calendarName: nameOf(event.calendarId, calendars),
    color: colorOf(event.calendarId, calendars),
    title: connection.settings.showTitles ? event.title : null,
    why: WHY[event.reason] ?? say('whyElse'),
    isIgnored: event.reason === 'ignored',
  };
}

/** In words: why nothing can be called free, and which window helps. */
function trouble({ connection, blocked }: PictureParts): Pick<Picture, 'words' | 'remedy'> {
  if (blocked.complete) return { words: null, remedy: null };
  if (!connection.configured || connection.conflictCalendarIds.length === 0) {
    return { words: say('pictureChoose'), remedy: 'welcome' };
  }
  if (connection.status === 'needs-password') return { words: statusInWords(connection), remedy: 'connect' };
  if (connection.status === 'paused') {
    return { words: say('picturePaused'), remedy: null };
  }
  if (blocked.checkedAt === null) return { words: say('pictureFirst'), remedy: null };
  return { words: statusInWords(connection) || null, remedy: null };
}

function unknownTimes({ blocked, range }: PictureParts): Interval[] {
  return blocked.unknown.map(({ from, to }) => ({
    start: from === undefined ? range.start : Date.parse(from),
    end: to === undefined ? range.end : Date.parse(to),
  }));
}

/** What a page gets to see, made from the bridge's answers. Titles go in only where the person chose to show them. */
export function pictureOf(parts: PictureParts): Picture {
  const { ownership, connection, blocked, events, range } = parts;
  return {
    range,
    wording: ownership.wording,
    slotMinutes: ownership.slotMinutes,
    timeZone: connection.timeZone,
    service: /(^|\.)icloud\.com(\.cn)?$/.test(new URL(connection.serverUrl).hostname)
      ? 'iCloud'
      : say('serviceCalendar'),
    checkedAt: blocked.checkedAt === null ? null : Date.parse(blocked.checkedAt),
    complete: blocked.complete,
    ...trouble(parts),
    ...(parts.missed ? { missed: parts.missed } : {}),
    unknown: unknownTimes(parts),
    slots: blocked.slots.map((slot) => ({
      start: Date.parse(slot.start),
      end: Date.parse(slot.end),
      kind: slot.kind,
      sources: slot.sources.map((source) => sourceOf(source, parts)),
    })),
    free: events
      .filter(({ busy, start, end }) => !busy && start < end)
      .map((event) => sourceOf({ ...event, eventId: event.id }, parts)),
  };
}
