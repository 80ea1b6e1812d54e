/** Longer than any list of dates that a calendar holds; in characters. */
export const LONGEST_LINE = 1_000_000;

/**
 * The name of the line that begins at `from`, by which `TakeLine` is told of it, or null for one that nobody wants. What
 * stands from `from` to `to` is its first piece: the line may go on.
 */
export type NameLine = (source: string, from: number, to: number) => string | null;
export type TakeLine = (name: string, line: string) => void;

/** Whole lines that are passed over as if they were not there; a line that does not go on follows them. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/**
 * Gives the logical content lines of iCalendar text one by one (RFC 5545 3.1): unfolded, without line ends and without
 * blank lines.
 *
 * Line ends may be CRLF, LF or CR alone, also one kind here and another there; a byte order mark is skipped. Lines that
 * have no name are never cut out or joined, so that an attachment of many megabytes costs no more than looking for its
 * line ends. Of a line longer than LONGEST_LINE only the beginning is given, which is longer than that too.
 */
export function readLines(text: string, nameOf: NameLine, take: TakeLine, gap: Gap = NO_GAP): void {
  let source = text.includes('\n') ? text : withLineFeeds(text);
  let passed = gap;
  let open: OpenLine | null = null;
  let nextReturn = -1;
  for (let from = source.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0; from < source.length; ) {
    if (from === passed.from) from = passed.to;
    const folded = isBlank(source.charCodeAt(from));
    if (open && !folded) open = given(open, take);
    const behind = behindBlankLines(source, from);
    const feed = nextOf(source, '\n', behind);
    if (behind === from && (!folded || open)) {
      const begin = folded ? from + 1 : from;
      const end = beforeReturns(source, begin, feed);
      if (nextReturn < begin) nextReturn = nextOf(source, '\r', begin);
      if (nextReturn < end) {
        source = withLineFeeds(behindGap(source, from, passed));
        passed = NO_GAP;
        from = 0;
        nextReturn = -1;
        continue;
      }
      if (folded) append(open, source.slice(begin, end));
      else open = opened(source, begin, end, nameOf);
    }
    from = behind > from ? behind : feed + 1;
  }
  if (open) given(open, take);
}

const NO_GAP: Gap = { from: -1, to: -1 };

/** What is left from there on, without the lines that are passed over. */
function behindGap(source: string, from: number, gap: Gap): string {
  return from < gap.from ? source.slice(from, gap.from) + source.slice(gap.to) : source.slice(from);
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
  readonly name: string;
  readonly head: string;
  /** What was folded. */
  more: string[] | null;
  length: number;
}

function opened(source: string, from: number, to: number, nameOf: NameLine): OpenLine | null {
  const name = from === to ? null : nameOf(source, from, to);
  return name === null ? null : { name, head: source.slice(from, to), more: null, length: to - from };
}

function append(line: OpenLine | null, piece: string): void {
  if (!line || line.length > LONGEST_LINE) return;
  line.more ??= [];
  line.more.push(piece);
  line.length += piece.length;
}

function given({ name, head, more, length }: OpenLine, take: TakeLine): null {
  const line = more === null ? head : head + more.join('');
  take(name, length > LONGEST_LINE ? line.slice(0, LONGEST_LINE + 1) : line);
  return null;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

function withLineFeeds(text: string): string {
  return text.replace(/\r+\n?/g, '\n');
}

function beforeReturns(source: string, from: number, to: number): number {
  let end = to;
  while (end > from && source.charCodeAt(end - 1) === RETURN) end -= 1;
  return end;
}

/** Where it stands next, or beyond the end. */
function nextOf(source: string, character: string, from: number): number {
  const found = source.indexOf(character, from);
  return found === -1 ? source.length : found;
}
