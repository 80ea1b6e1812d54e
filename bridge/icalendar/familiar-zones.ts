import { NotACalendar, readComponents, type TextComponent } from './components.ts';
import type { Gap } from './content-lines.ts';
import { ownText } from './own-text.ts';

/** More zones than a person's calendars name. */
const MOST = 64;
/** Longer than any zone that is written with rules; in characters. */
const LONGEST = 5000;

const familiar = new Map<string, TextComponent>();

/**
 * The same as `readComponents`, with the first VTIMEZONE of the text taken from memory where the same lines were read
 * before: every event brings the text of its zone along, and all of them bring the same few.
 */
export function readWithFamiliarZone(text: string): TextComponent[] {
  const block = zoneBlock(text);
  const zone = block && zoneOf(text.slice(block.from, block.to));
  if (!zone) return readComponents(text);
  const calendars = readComponents(text, block);
  calendars[0]?.children.unshift(zone);
  return calendars;
}

const HEAD = 'BEGIN:VCALENDAR\r\n';
const BEGIN = '\r\nBEGIN:VTIMEZONE\r\n';
const END = '\r\nEND:VTIMEZONE\r\n';

/** Whole lines of the first calendar that can go without a trace; null where anything about them is not plain. */
function zoneBlock(text: string): Gap | null {
  if (!text.startsWith(HEAD)) return null;
  const from = text.indexOf(BEGIN);
  const end = from === -1 ? -1 : text.indexOf(END, from);
  const to = end + END.length;
  if (end === -1 || to - from > LONGEST || text.lastIndexOf('\nEND:VCALENDAR', from) !== -1) return null;
  const next = text[to];
  // A line that begins so goes on with the one before it (RFC 5545 3.1).
  return next === ' ' || next === '\t' ? null : { from: from + 2, to };
}

function zoneOf(lines: string): TextComponent | null {
  const known = familiar.get(lines);
  if (known) return known;
  const own = ownText(lines);
  const zone = readAlone(own);
  if (zone === null) return null;
  const [oldest] = familiar.keys();
  if (familiar.size >= MOST && oldest !== undefined) familiar.delete(oldest);
  familiar.set(own, zone);
  return zone;
}

function readAlone(lines: string): TextComponent | null {
  try {
    const [calendar, ...others] = readComponents(`${HEAD}${lines}END:VCALENDAR\r\n`);
    const [zone, ...more] = calendar?.children ?? [];
    return others.length === 0 && more.length === 0 && zone?.name === 'VTIMEZONE' ? zone : null;
  } catch (error) {
    if (error instanceof NotACalendar) return null;
    throw error;
  }
}
