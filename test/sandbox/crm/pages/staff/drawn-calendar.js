import { wallClock } from '../zoned-clock.js';
import { daysBetween, titleOf, viewRange } from './calendar-days.js';

/** The hours that the grid shows. */
export const HOURS = { first: 7, last: 20 };

/**
 * A calendar that the app draws by itself, for the looks in which it is not FullCalendar; it is called as that one is.
 * Days are epoch milliseconds of their midnight in UTC, times are minutes of the clocks of `zone`. `skin` draws the
 * views: `timeGrid` and `month`.
 */
export function drawnCalendar(host, { zone, now, load, openEvent, openTime }, skin) {
  const listeners = [];
  const today = () => dayOf(wallClock(now(), zone));
  let type = 'timeGridWeek';
  let day = today();
  let events = [];

  function draw() {
    const days = daysBetween(viewRange(type, day)).map((at) => ({ at, isToday: at === today() }));
    const shown = days.map((one) => ({ ...one, events: events.flatMap((event) => pieceOf(event, one.at)) }));
    const clock = wallClock(now(), zone);
    const model = { days: shown, day, minutesNow: clock.hour * 60 + clock.minute, openEvent, openTime };
    const paint = type === 'dayGridMonth' ? skin.month : skin.timeGrid;
    const scrolled = host.querySelector('[data-scroller]')?.scrollTop ?? 0;
    host.replaceChildren(paint(model));
    host.querySelector('[data-scroller]')?.scrollTo(0, scrolled);
    skin.place?.(host);
  }

  async function fetchAgain() {
    const range = viewRange(type, day);
    const loaded = await load({
      startStr: new Date(range.from).toISOString(),
      endStr: new Date(range.to).toISOString(),
    });
    if (range.from !== viewRange(type, day).from || range.to !== viewRange(type, day).to) return;
    events = loaded.map((event) => ({
      ...event,
      from: wallClock(Date.parse(event.start), zone),
      ...untilOf(event, zone),
    }));
    draw();
  }

  function show(change) {
    ({ type = type, day = day } = change);
    events = [];
    draw();
    for (const listener of listeners) listener({ view: { type, title: titleOf(type, day) } });
    void fetchAgain();
  }

  const step = (by) => {
    const at = new Date(day);
    if (type === 'dayGridMonth') return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + by, 1);
    return day + by * (type === 'timeGridDay' ? 1 : 7) * 86_400_000;
  };
  return {
    on: (_name, listener) => listeners.push(listener),
    changeView: (to) => show({ type: to }),
    today: () => show({ day: today() }),
    prev: () => show({ day: step(-1) }),
    next: () => show({ day: step(1) }),
    refetchEvents: () => void fetchAgain(),
    render: () => show({}),
    destroy: () => host.replaceChildren(),
  };
}

const dayOf = ({ year, month, day }) => Date.UTC(year, month - 1, day);
const minutesOf = ({ hour, minute }) => hour * 60 + minute;
const untilOf = ({ end }, zone) => ({ until: wallClock(Date.parse(end), zone) });

/** What of an event stands in that day: minutes since midnight. */
function pieceOf(event, at) {
  const [first, last] = [dayOf(event.from), dayOf(event.until)];
  if (at < first || at > last) return [];
  const from = at === first ? minutesOf(event.from) : 0;
  const until = at === last ? minutesOf(event.until) : 24 * 60;
  return until > from ? [{ ...event, minutes: { from, until }, isStart: at === first }] : [];
}
