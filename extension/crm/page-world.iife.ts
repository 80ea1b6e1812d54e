/**
 * Runs in the page's own world, before the page's scripts: reads who is signed in and looks along at a few of the
 * app's own calls. It changes nothing the page sees, and all it can do is to give hints, as JSON text in an event.
 */
interface RawCalendar {
  [field: string]: unknown;
  teamMembers?: { userId?: unknown }[];
}

// biome-ignore lint/suspicious/noExplicitAny: whatever a call carries; where it is of another shape there is no hint.
type Loose = any;

interface Call {
  readonly method: string;
  readonly address: string;
  body: unknown;
}

const say = (hint: object) =>
  document.dispatchEvent(new CustomEvent('slotbridge:hint', { detail: JSON.stringify(hint) }));
const last = new Map<string, object>();

function tell(hint: { kind: string; [field: string]: unknown }): void {
  last.set(hint.kind, hint);
  say(hint);
}

/** The page meets its own failures itself; for a hint a failure means that there is none. */
const noHint = () => undefined;

function quietly<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return noHint();
  }
}

function calendarsHint(url: URL, body: { calendars?: RawCalendar[] }): void {
  const calendars = (body.calendars ?? []).slice(0, 200).map((calendar) => ({
    calendarId: calendar.id,
    slugs: [calendar.widgetSlug, calendar.slug],
    name: calendar.name,
    memberUserIds: (calendar.teamMembers ?? []).map(({ userId }) => userId),
    slotMinutes: Number(calendar.slotDuration) * (calendar.slotDurationUnit === 'hours' ? 60 : 1),
  }));
  tell({ kind: 'calendars', locationId: url.searchParams.get('locationId'), calendars });
}

function freeSlotsHint(url: URL, body: Record<string, { slots?: unknown }>): void {
  const starts = Object.values(body).flatMap((day) => {
    const slots = day?.slots;
    return Array.isArray(slots) ? slots : Object.keys(slots ?? {});
  });
  tell({
    kind: 'free-slots',
    calendarId: url.pathname.split('/').at(-2),
    userId: url.searchParams.get('userId'),
    timeZone: url.searchParams.get('timezone'),
    starts: starts.slice(0, 3000),
  });
}

/** What of an appointment is handed on, wherever in a call it stands. */
const FIELDS =
  'id appointmentId title startTime endTime appointmentStatus appoinmentStatus status userId assignedUserId calendarId locationId masterEventId dateUpdated dateAdded updatedAt address notes timezone timeZone selectedTimezone isRecurring rrule deleted type eventType contactName'.split(
    ' ',
  );

const PLAIN = ['string', 'number', 'boolean'];

/** Texts, numbers and truths among the fields, none longer than anybody reads. */
function fieldsOf(raw: Loose): Loose {
  const { contact } = raw ?? {};
  const contactName =
    contact && (contact.name ?? contact.fullName ?? [contact.firstName, contact.lastName].filter(Boolean).join(' '));
  const fields = { contactName, ...raw };
  const given = FIELDS.map((name) => [name, fields[name]]).filter(([, value]) => PLAIN.includes(typeof value));
  return Object.fromEntries(given.map(([name, value]) => [name, value?.slice?.(0, 2000) ?? value]));
}

/** Some answers are the appointment, some wrap it, some list many. */
function eventsIn(body: Loose): Loose[] {
  const wrap = ['events', 'appointments', 'appointment', 'event', 'data'].find((name) => body?.[name]);
  return wrap ? eventsIn(body[wrap]) : [body].flat();
}

function bookingsHint({ method, body }: Call, at: number, url: URL, answer: Loose): void {
  const events = eventsIn(answer).slice(0, 1000).map(fieldsOf);
  const sent = [...url.searchParams, ...Object.entries(bodyOf(body) ?? {})];
  // One person or many, in the address or in what was sent: told as one text.
  const users = sent.filter(([name]) => /^(assigned)?users?(ids?)?\b/i.test(name)).flatMap(([, value]) => value);
  const about = {
    kind: 'bookings',
    method: method.toUpperCase(),
    path: url.pathname,
    at,
    asked: fieldsOf({ ...Object.fromEntries(sent), userId: `${users}` }),
  };
  // In pieces, so that none is too large to be taken.
  for (let from = 0; from === 0 || from < events.length; from += 50)
    say({ ...about, events: events.slice(from, from + 50) });
}

/** What a call sent, as far as it can be read without touching it. */
function bodyOf(sent: unknown): Loose {
  if (sent instanceof FormData || sent instanceof URLSearchParams) return Object.fromEntries(sent);
  return typeof sent === 'string' ? quietly(() => JSON.parse(sent)) : undefined;
}

function readerOf(call: Call) {
  const url = new URL(call.address, location.href);
  const { pathname, searchParams } = url;
  if (/\/calendars\/$/.test(pathname) && searchParams.has('locationId')) return calendarsHint.bind(null, url);
  if (/\/calendars\/\w+\/free-slots$/.test(pathname)) return freeSlotsHint.bind(null, url);
  if (!/\/calendars\/events(?!\/block)(\/|$)/.test(pathname)) return null;
  return bookingsHint.bind(null, call, Date.now(), url);
}

function callOf(input: unknown, init: RequestInit | undefined): Call {
  const asked = input instanceof Request ? input : null;
  return { method: init?.method ?? asked?.method ?? 'GET', address: asked?.url ?? String(input), body: init?.body };
}

/** What a successful answer says; a deletion's says nothing that matters. */
const parsed = (method: string, text: string) => (/^delete$/i.test(method) || text === '' ? {} : JSON.parse(text));

window.fetch = new Proxy(window.fetch, {
  apply(target, self, args: Parameters<typeof fetch>) {
    const call = quietly(() => callOf(...args));
    const read = call && quietly(() => readerOf(call));
    // The browser empties a request as it sends it.
    const asked = read && args[0] instanceof Request && args[0].body ? args[0] : null;
    const copy = asked && quietly(() => asked.clone().text());
    copy?.catch(noHint);
    const answer: Promise<Response> = Reflect.apply(target, self, args);
    if (read)
      answer
        .then(async (response) => {
          if (!response.ok) return;
          const text = response.clone().text();
          call.body ??= await copy;
          read(parsed(call.method, await text));
        })
        .catch(noHint);
    return answer;
  },
});

const opened = new WeakMap<XMLHttpRequest, Call>();
const { prototype } = XMLHttpRequest;

prototype.open = new Proxy(prototype.open, {
  apply(target, self: XMLHttpRequest, args: [string, string | URL]) {
    quietly(() => opened.set(self, { method: String(args[0]), address: String(args[1]), body: null }));
    return Reflect.apply(target, self, args);
  },
});

prototype.send = new Proxy(prototype.send, {
  apply(target, self: XMLHttpRequest, args: [unknown]) {
    quietly(() => {
      const call = opened.get(self);
      const read = call && readerOf(Object.assign(call, { body: args[0] }));
      if (!read) return;
      const ended = () =>
        quietly(() => {
          const { status, response } = self;
          // The page may have opened it anew for another call.
          if (opened.get(self) !== call || status < 200 || status > 299) return;
          read(typeof response === 'string' ? parsed(call.method, response) : response);
        });
      self.addEventListener('load', ended, { once: true });
    });
    return Reflect.apply(target, self, args);
  },
});

interface AppUtils {
  Utilities?: { getCurrentUser?(): unknown; getCurrentLocation?(): unknown };
}

async function readWho(): Promise<boolean> {
  const app = (window as { AppUtils?: AppUtils }).AppUtils?.Utilities;
  if (!app?.getCurrentUser || !app.getCurrentLocation) return false;
  const user = (await app.getCurrentUser()) as Record<string, unknown> | null;
  const place = (await app.getCurrentLocation()) as Record<string, unknown> | null;
  if (!user?.id || !place?.id) return false;
  tell({
    kind: 'who',
    userId: user.id,
    userName: user.name,
    locationId: place.id,
    locationName: place.name,
    timeZone: place.timezone,
  });
  return true;
}

/** The app appears some time after its page: asked each second, for a minute after each change of route. */
function lookForWho(tries = 60): void {
  readWho().then(
    (found) => !found && tries > 0 && setTimeout(lookForWho, 1000, tries - 1),
    () => tries > 0 && setTimeout(lookForWho, 1000, tries - 1),
  );
}

for (const kind of ['routeLoaded', 'routeChangeEvent']) window.addEventListener(kind, () => lookForWho(5));
document.addEventListener('slotbridge:listening', () => last.forEach(say));
if (!location.pathname.startsWith('/widget/')) lookForWho();
