import { table } from './element.js';
import { moment, namesOf, seconds } from './words.js';

const RECENT_SYNCS = 10;

/** The next seven days, slot by slot, with what blocks each. */
export function slotTable({ slots }, { connection, calendars }) {
  const at = (instant) => moment(instant, connection.timeZone);
  const name = namesOf(calendars);
  const because = ({ title, calendarId, reason }) => `${title ?? 'no title kept'} (${name(calendarId)}, ${reason})`;
  const rows = slots.map(({ start, end, kind, sources }) => [
    at(start),
    at(end),
    kind,
    sources.map(because).join('; '),
  ]);
  return table(['From', 'To', 'Kind', 'Because of'], rows, 'Nothing blocks the next 7 days.');
}

/** What cannot be known, and since when. */
export function unknownTable({ unknown }, { connection, calendars }) {
  const at = (instant) => moment(instant, connection.timeZone);
  const name = namesOf(calendars);
  const rows = unknown.map((entry) => [
    name(entry.calendarId),
    entry.from && entry.to ? `${at(entry.from)} to ${at(entry.to)}` : 'any time',
    at(entry.since),
    entry.reason,
  ]);
  return table(['Calendar', 'When', 'Since', 'Why'], rows, 'Nothing is unknown.');
}

/** The calendars of the account, and what each is used for. */
export function calendarTable({ calendars }, { connection }) {
  const use = ({ id }) => {
    const linked = connection.linkedCalendarId === id ? ['linked'] : [];
    return [...linked, ...(connection.conflictCalendarIds.includes(id) ? ['conflict'] : [])].join(', ') || '–';
  };
  const rows = calendars.map((calendar) => [
    calendar.name,
    calendar.kind,
    calendar.access,
    use(calendar),
    calendar.reason ?? '',
  ]);
  return table(['Name', 'Kind', 'Access', 'Used as', 'Remark'], rows, 'This account has no calendars.');
}

/** How each calendar was last read. */
export function healthTable({ calendars: states }, { connection, calendars }) {
  const name = namesOf(calendars);
  const rows = states.map(({ calendarId, state, checkedAt, error, unreadable }) => [
    name(calendarId),
    state,
    moment(checkedAt, connection.timeZone),
    String(unreadable.length),
    error ?? '',
  ]);
  return table(['Calendar', 'State', 'Checked', 'Unreadable', 'What went wrong'], rows, 'No calendar is known yet.');
}

/** The last runs, newest first. */
export function syncTable({ reports }, { connection, calendars }) {
  const name = namesOf(calendars);
  const sorted = reports.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt)).slice(0, RECENT_SYNCS);
  const rows = sorted.map((report) => [
    moment(report.startedAt, connection.timeZone),
    report.trigger,
    seconds(report.durationMs),
    String(report.requests),
    report.error ?? (report.calendars.map((calendar) => changesIn(calendar, name)).join('; ') || 'nothing to do'),
  ]);
  return table(['Started', 'Because of', 'Took', 'Requests', 'What happened'], rows, 'No run yet.');
}

function changesIn({ calendarId, added, updated, removed, mode, error }, name) {
  return `${name(calendarId)}: ${error ?? `${mode} +${added} ~${updated} −${removed}`}`;
}
