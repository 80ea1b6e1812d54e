import { fold, propertyName, propertyValue, unfold } from '../icalendar-lines.ts';

/**
 * The text as iCloud keeps it: the properties of an event in another order, DTSTAMP and LAST-MODIFIED of now, a line
 * of Apple's own, parameters that nobody registered left out. `now` is epoch milliseconds; without `keepsAll` the
 * writer's own X- properties go, too.
 */
export function rewritten(text: string, now: number, keepsAll = true): string {
  const stamp = `${new Date(now).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
  const lines: string[] = [];
  let event: string[] | null = null;
  for (const line of unfold(text)) {
    if (/^BEGIN:VEVENT$/i.test(line)) event = [];
    else if (event && /^END:VEVENT$/i.test(line)) {
      lines.push(
        'BEGIN:VEVENT',
        ...rewrittenEvent(event, stamp).filter((line) => keepsAll || !isForeign(line)),
        'END:VEVENT',
      );
      event = null;
    } else (event ?? lines).push(line);
  }
  return fold(lines);
}

const RENEWED = new Set(['DTSTAMP', 'LAST-MODIFIED']);

function rewrittenEvent(event: readonly string[], stamp: string): string[] {
  const nested = event.findIndex((line) => propertyName(line) === 'BEGIN');
  const own = nested < 0 ? event : event.slice(0, nested);
  const kept = own.filter((line) => !RENEWED.has(propertyName(line))).map(withoutOddParameters);
  const added = [`DTSTAMP:${stamp}`, `LAST-MODIFIED:${stamp}`];
  if (!kept.some((line) => propertyName(line) === 'CREATED')) added.push(`CREATED:${stamp}`);
  if (!kept.some((line) => propertyValue(line) === APPLE_LINE_VALUE)) added.push(APPLE_LINE);
  return [...[...kept, ...added].sort(byName), ...event.slice(own.length)];
}

const APPLE_LINE_VALUE = 'com.apple.calendar';
const APPLE_LINE = `X-APPLE-CREATOR-IDENTITY:${APPLE_LINE_VALUE}`;

function isForeign(line: string): boolean {
  return /^X-(?!APPLE-)/i.test(line);
}

/** Drops `;X-…=…` from what stands before the value. */
function withoutOddParameters(line: string): string {
  const value = propertyValue(line);
  const head = line.slice(0, line.length - value.length);
  return head.replace(/;X-(?!APPLE-)[A-Z0-9-]+=(?:"[^"]*"|[^":;])*/gi, '') + value;
}

function byName(a: string, b: string): number {
  return propertyName(a) < propertyName(b) ? -1 : propertyName(a) > propertyName(b) ? 1 : 0;
}
