import { dayIn } from './day-text.ts';
import { find, findAll, isAny } from './selectors.ts';
import { minutesOf } from './slot-text.ts';
import { instantsOf } from './wall-time.ts';

interface Times {
  readonly start: number;
  readonly end: number;
}

/** One appointment of the staff app's list. Times in epoch milliseconds. */
export interface AppointmentRow extends Times {
  /** Its time and which one of that time it is: stays the same while the list does, and no other row has it. */
  readonly key: string;
  readonly element: HTMLElement;
  /** Where its time stands. */
  readonly timeCell: HTMLElement;
}

/** A cell that says alone what the list calls appointments that take no time: a title may begin with such a word. */
const GONE =
  /^\P{L}*(cancell?ed|cancelad[oa]|annulée?|annullat[oa]|storniert|abgesagt|geannuleerd|invalid[oae]?|inválid[oa]|ungültig|ongeldig|non valid[oa])\P{L}*$/iu;

/** "Nov 24, 2026, 10:00 AM to 10:30 AM": a date, a time, and the time at which it ends. */
function timesIn(text: string, zone: string, languages: readonly string[]) {
  const [head = '', until] = text.split(/\s+(?:to|[-–—])\s+/);
  const cut = head.search(/\D*\d{1,2}\s*[:.h]\s*\d{2}\D*$/u);
  const day = cut > 0 ? dayIn(head.slice(0, cut).replace(/[,\s]+$/, ''), languages) : null;
  const from = minutesOf(head.slice(Math.max(0, cut)).replace(/^[,\s]+/, ''), languages);
  const to = until === undefined ? null : minutesOf(until, languages);
  if (!day || from === null || to === null) return null;
  const [start] = instantsOf({ ...day, minutes: from }, zone);
  const [end] = instantsOf({ ...day, minutes: to }, zone);
  return start !== undefined && end !== undefined && end > start ? { start, end } : null;
}

export interface AppointmentRows {
  readonly rows: readonly AppointmentRow[];
  /** How many further ones are the owner's and have a time that cannot be read. */
  readonly unread: number;
  /** The list was found by a name that we know. */
  readonly isNamed: boolean;
}

function rowIn(element: HTMLElement, owner: string, zone: string, languages: readonly string[]) {
  const cells = findAll('appointmentCell', element);
  const texts = cells.map((cell) => cell.textContent?.trim() ?? '');
  if (!texts.includes(owner) || texts.some((text) => GONE.test(text))) return null;
  const times = texts.map((text) => timesIn(text, zone, languages));
  const timeCell = cells.find((_cell, index) => times[index]);
  const time = times.find((one) => one !== null);
  return timeCell && time ? { element, timeCell, ...time } : 'unread';
}

function keyOf({ start, end }: Times, above: readonly Times[]): string {
  const alike = above.filter((row) => row.start === start && row.end === end);
  return `row ${start} ${end} ${alike.length}`;
}

/**
 * The rows of the appointment list whose owner is `owner` by the name that the list shows, and that take time, with
 * their times in `zone`. Null where the page shows no list.
 */
export function readAppointmentRows(owner: string, zone: string, within: Document = document): AppointmentRows | null {
  const list = find('appointmentList', within);
  if (!list) return null;
  const languages = [within.documentElement.lang, ...(within.defaultView?.navigator.languages ?? [])].filter(Boolean);
  const found = findAll('appointmentRow', list).flatMap((row) => rowIn(row, owner, zone, languages) ?? []);
  const read = found.flatMap((row) => (row === 'unread' ? [] : row));
  const rows = read.map((row, index) => ({ ...row, key: keyOf(row, read.slice(0, index)) }));
  return { rows, unread: found.length - rows.length, isNamed: isAny('namedList', list) };
}
