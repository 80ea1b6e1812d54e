import ICAL from 'ical.js';

/** Parameters by their names in lower case. */
export type LineParams = Readonly<Record<string, string | readonly string[]>>;

/** A property as one content line without its line end, escaped as its type asks (RFC 5545 3.3.11), not folded. */
export function propertyLine(name: string, type: string, value: string, params: LineParams = {}): string {
  return ICAL.stringify.property([name.toLowerCase(), params, type, value], ICAL.design.icalendar, true);
}

/**
 * A content line cut into lines of at most 75 octets of UTF-8, the blank of a continuation counted (RFC 5545 3.1). No
 * character is split.
 */
export function folded(line: string): string[] {
  const lines: string[] = [];
  let [current, octets] = ['', 0];
  for (const character of line) {
    const more = Buffer.byteLength(character, 'utf8');
    if (octets + more > LONGEST_LINE) {
      lines.push(current);
      [current, octets] = [' ', 1];
    }
    current += character;
    octets += more;
  }
  return [...lines, current];
}

const LONGEST_LINE = 75;
