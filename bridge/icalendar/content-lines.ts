/** Longer than any list of dates that a calendar holds; in characters. */
export const LONGEST_LINE = 1_000_000;

/**
 * Logical content lines of iCalendar text (RFC 5545 3.1): unfolded, without line ends and without blank lines.
 *
 * Line ends may be CRLF, LF or CR alone, also one kind here and another there; a byte order mark is skipped. Lines whose
 * name `wanted` refuses are never joined, so that an attachment of many megabytes costs no more than looking for its line
 * ends. Of a line longer than LONGEST_LINE only the beginning is given, which is longer than that too.
 */
export function* contentLines(text: string, wanted: (line: string) => boolean): Generator<string> {
  let source = text.includes('\n') ? text : withLineFeeds(text);
  let open: OpenLine | null = null;
  for (let from = source.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0; from < source.length; ) {
    const behind = behindBlankLines(source, from);
    if (behind > from) {
      if (open) yield joined(open);
      open = null;
      from = behind;
      continue;
    }
    const feed = source.indexOf('\n', from);
    const to = feed === -1 ? source.length : feed;
    const folded = isBlank(source.charCodeAt(from));
    if (!folded || open) {
      const piece = cutReturn(source, folded ? from + 1 : from, to);
      if (piece.includes('\r')) {
        source = withLineFeeds(source.slice(from));
        from = 0;
        continue;
      }
      if (folded) append(open, piece);
      else {
        if (open) yield joined(open);
        open = piece !== '' && wanted(piece) ? { parts: [piece], length: piece.length } : null;
      }
    }
    from = to + 1;
  }
  if (open) yield joined(open);
}

const BYTE_ORDER_MARK = 0xfeff;
const SPACE = 0x20;
const TAB = 0x09;
const RETURN = 0x0d;
const FEED = 0x0a;

/** Of a hostile text there may be ten million. */
function behindBlankLines(source: string, from: number): number {
  let at = from;
  while (true) {
    const next = source.charCodeAt(at) === RETURN ? at + 1 : at;
    if (source.charCodeAt(next) !== FEED) return at;
    at = next + 1;
  }
}

/** A line that may go on in the next one. */
interface OpenLine {
  readonly parts: string[];
  length: number;
}

function append(line: OpenLine | null, piece: string): void {
  if (!line || line.length > LONGEST_LINE) return;
  line.parts.push(piece);
  line.length += piece.length;
}

function joined({ parts, length }: OpenLine): string {
  const line = parts.length === 1 ? (parts[0] as string) : parts.join('');
  return length > LONGEST_LINE ? line.slice(0, LONGEST_LINE + 1) : line;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

function withLineFeeds(text: string): string {
  return text.replace(/\r+\n?/g, '\n');
}

function cutReturn(source: string, from: number, to: number): string {
  let end = to;
  while (end > from && source.charCodeAt(end - 1) === RETURN) end -= 1;
  return source.slice(from, end);
}
