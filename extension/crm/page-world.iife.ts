/**
 * Runs in the page's own world, before the page's scripts: reads who is signed in and looks along at three of the
 * app's own answers. It changes nothing the page sees, and all it can do is to give hints, as JSON text in an event.
 */
interface RawCalendar {
  [field: string]: unknown;
  teamMembers?: { userId?: unknown }[];
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
    timeZone: url.searchParams.get('timezone'),
    starts: starts.slice(0, 3000),
  });
}

function readerOf(address: string) {
  const url = new URL(address, location.href);
  if (/\/calendars\/$/.test(url.pathname) && url.searchParams.has('locationId')) return calendarsHint.bind(null, url);
  if (/\/calendars\/\w+\/free-slots$/.test(url.pathname)) return freeSlotsHint.bind(null, url);
  return null;
}

function lookAt(address: string, answer: () => Promise<unknown>): void {
  const read = URL.canParse(address, location.href) ? readerOf(address) : null;
  if (read)
    answer()
      .then((body) => read(body as never))
      .catch(noHint);
}

window.fetch = new Proxy(window.fetch, {
  apply(target, self, args: Parameters<typeof fetch>) {
    const answer: Promise<Response> = Reflect.apply(target, self, args);
    const address = args[0] instanceof Request ? args[0].url : String(args[0]);
    lookAt(address, () => answer.then((response) => response.clone().json()));
    return answer;
  },
});

XMLHttpRequest.prototype.open = new Proxy(XMLHttpRequest.prototype.open, {
  apply(target, self: XMLHttpRequest, args: [string, string | URL]) {
    const text = async () => JSON.parse(self.responseType === '' ? self.responseText : JSON.stringify(self.response));
    self.addEventListener('load', () => lookAt(String(args[1]), text), { once: true });
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
