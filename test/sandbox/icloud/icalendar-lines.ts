/** The content lines of an iCalendar text, unfolded (RFC 5545 3.1). */
export function unfold(text: string): string[] {
  return text
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
}

/** Lines folded at 75 octets and joined with CRLF. */
export function fold(lines: readonly string[]): string {
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

function foldLine(line: string): string {
  let folded = '';
  let width = 0;
  for (const character of line) {
    const octets = Buffer.byteLength(character);
    if (width + octets > 75) {
      folded += '\r\n ';
      width = 1;
    }
    folded += character;
    width += octets;
  }
  return folded;
}

/** `DTSTART` of `DTSTART;TZID=Europe/Berlin:20260101T090000`. */
export function propertyName(line: string): string {
  return /^[A-Za-z0-9-]+/.exec(line)?.[0].toUpperCase() ?? '';
}

/** What follows the first colon outside quotes. */
export function propertyValue(line: string): string {
  return /^(?:[^":]|"[^"]*")*:(.*)$/.exec(line)?.[1] ?? '';
}

/** The lines between BEGIN and END of every component of that name, those of nested components left out. */
export function components(lines: readonly string[], name: string): string[][] {
  const found: string[][] = [];
  const open: { name: string; lines: string[] }[] = [];
  for (const line of lines) {
    const key = propertyName(line);
    if (key === 'BEGIN') open.push({ name: propertyValue(line).toUpperCase(), lines: [] });
    else if (key === 'END') {
      const closed = open.pop();
      if (closed?.name === name) found.push(closed.lines);
    } else open.at(-1)?.lines.push(line);
  }
  return found;
}

/** The UIDs of the events and to-dos in the text. */
export function uidsIn(text: string): Set<string> {
  const lines = unfold(text);
  const entries = [...components(lines, 'VEVENT'), ...components(lines, 'VTODO')];
  return new Set(entries.flatMap((entry) => entry.filter((line) => propertyName(line) === 'UID').map(propertyValue)));
}
