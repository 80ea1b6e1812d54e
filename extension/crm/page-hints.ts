import type { PageHint } from '../background/messages.ts';
import type { OfferedStarts } from './booking-slots.ts';
import { isZone } from './wall-time.ts';

const MAX_LENGTH = 300_000;
/** A list of a thousand appointments comes in twenty hints. */
const MAX_PER_MINUTE = 120;

/** Gives true for at most `limit` calls within any minute. */
export function atMost(limit: number, now: () => number): () => boolean {
  let taken: number[] = [];
  return () => {
    taken = taken.filter((at) => at > now() - 60_000);
    if (taken.length >= limit) return false;
    taken.push(now());
    return true;
  };
}

type Raw = Record<string, unknown>;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 200;
const textIn = (raw: Raw, field: string) => (isText(raw[field]) ? { [field]: raw[field].trim() } : {});

const idIn = (field: string, raw: Raw) => (isText(raw[field]) ? { [field]: raw[field] } : {});

function whoHint(raw: Raw): PageHint | null {
  if (!isText(raw.userId) || !isText(raw.locationId)) return null;
  const { userId, locationId } = raw;
  return { kind: 'who', userId, locationId, ...textIn(raw, 'userName'), ...textIn(raw, 'locationName') };
}

function calendar(raw: Raw) {
  if (!isText(raw.calendarId) || !Array.isArray(raw.memberUserIds)) return [];
  const { slotMinutes } = raw;
  const whole =
    typeof slotMinutes === 'number' && Number.isInteger(slotMinutes) && slotMinutes > 0 && slotMinutes <= 1440;
  return [
    {
      calendarId: raw.calendarId,
      slugs: (Array.isArray(raw.slugs) ? raw.slugs : []).filter(isText).slice(0, 4),
      name: isText(raw.name) ? raw.name : '',
      memberUserIds: raw.memberUserIds.filter(isText).slice(0, 200),
      ...(whole ? { slotMinutes } : {}),
    },
  ];
}

function calendarsHint(raw: Raw): PageHint | null {
  if (!isText(raw.locationId) || !Array.isArray(raw.calendars)) return null;
  return { kind: 'calendars', locationId: raw.locationId, calendars: raw.calendars.slice(0, 200).flatMap(calendar) };
}

/** The times that the widget was offered for `calendar`, or null when the hint is of another shape. */
export function offeredStarts(raw: Raw): OfferedStarts | null {
  if (!isText(raw.timeZone) || !isZone(raw.timeZone) || !Array.isArray(raw.starts)) return null;
  const starts = raw.starts.filter(isText).slice(0, 3000).map(Date.parse);
  const about = { ...idIn('calendarId', raw), ...idIn('userId', raw) };
  return { ...about, timeZone: raw.timeZone, starts: new Set(starts.filter(Number.isFinite)) };
}

export interface HintListeners {
  onHint(hint: PageHint): void;
  onOffered(offered: OfferedStarts): void;
  /** The sub-account's zone, where the app tells it. */
  onTimeZone(zone: string): void;
  /** One of the app's calls about appointments. */
  onBookingCall(call: RawBookingCall): void;
}

/** Of this shape on the outside only: the worker, who knows the CRM's fields, looks inside. */
export interface RawBookingCall {
  readonly method: string;
  readonly path: string;
  readonly at: number;
  readonly asked: object;
  readonly events: readonly unknown[];
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function bookingCall({ method, path, at, asked, events }: Raw): RawBookingCall | null {
  if (!isText(method) || typeof path !== 'string' || path.length > 500 || typeof at !== 'number') return null;
  if (!isObject(asked) || !Array.isArray(events) || events.length > 50) return null;
  // A time to come would make all that is heard later old news.
  return { method, path, at: Math.min(at, Date.now()), asked, events };
}

function rawOf(detail: unknown): Raw | null {
  if (typeof detail !== 'string' || detail.length > MAX_LENGTH) return null;
  try {
    const value: unknown = JSON.parse(detail);
    return typeof value === 'object' && value !== null ? (value as Raw) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Takes hints from the page's own world. Any script of the page can send them: shape, size and rate are checked. */
export function listenForHints(listeners: HintListeners, signal: AbortSignal): void {
  const allowed = atMost(MAX_PER_MINUTE, Date.now);
  const take = (event: Event) => {
    const raw = allowed() ? rawOf((event as CustomEvent).detail) : null;
    if (!raw) return;
    if (raw.kind === 'free-slots') {
      const offered = offeredStarts(raw);
      if (offered) listeners.onOffered(offered);
      return;
    }
    if (raw.kind === 'bookings') {
      const call = bookingCall(raw);
      if (call) listeners.onBookingCall(call);
      return;
    }
    if (raw.kind === 'who' && isText(raw.timeZone) && isZone(raw.timeZone)) listeners.onTimeZone(raw.timeZone);
    const hint = raw.kind === 'who' ? whoHint(raw) : raw.kind === 'calendars' ? calendarsHint(raw) : null;
    if (hint) listeners.onHint(hint);
  };
  document.addEventListener('slotbridge:hint', take, { signal });
  document.dispatchEvent(new CustomEvent('slotbridge:listening'));
}
