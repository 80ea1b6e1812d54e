/**
 * Logical content lines of iCalendar text (RFC 5545 3.1): unfolded, without line ends and without blank lines.
 *
 * Line ends may be CRLF, LF or CR alone; a byte order mark is skipped. Lines whose name `wanted` refuses are never
 * joined, so that an attachment of many megabytes costs no more than looking for its line ends.
 */
export function* contentLines(text: string, wanted: (line: string) => boolean): Generator<string> {
  const source = withLineFeeds(text);
  let parts: string[] | null = null;
  for (let from = source.charCodeAt(0) === 0xfeff ? 1 : 0; from < source.length; ) {
    const feed = source.indexOf('\n', from);
    const to = feed === -1 ? source.length : feed;
    const first = source.charCodeAt(from);
    if (first === SPACE || first === TAB) parts?.push(cutReturn(source, from + 1, to));
    else {
      if (parts) yield parts.length === 1 ? (parts[0] as string) : parts.join('');
      const line = cutReturn(source, from, to);
      parts = line !== '' && wanted(line) ? [line] : null;
    }
    from = to + 1;
  }
  if (parts) yield parts.join('');
}

const SPACE = 0x20;
const TAB = 0x09;
const RETURN = 0x0d;

function withLineFeeds(text: string): string {
  return text.includes('\n') ? text : text.replaceAll('\r', '\n');
}

function cutReturn(source: string, from: number, to: number): string {
  let end = to;
  while (end > from && source.charCodeAt(end - 1) === RETURN) end -= 1;
  return source.slice(from, end);
}
