const SPACE = 0x20;
const TAB = 0x09;
const RETURN = 0x0d;

/**
 * Logical content lines (RFC 5545 3.1) of a text that comes in pieces: unfolded, without line ends and blank lines. No
 * step takes longer than one piece or one line is long. Line ends may be CRLF, LF or CR alone.
 */
export function* feedLines(pieces: readonly string[]): Generator<string> {
  let parts: string[] = [];
  for (const line of physicalLines(pieces)) {
    const first = line.charCodeAt(0);
    if ((first === SPACE || first === TAB) && parts.length > 0) {
      parts.push(line.slice(1));
      continue;
    }
    if (parts.length > 0) yield parts.join('');
    parts = line === '' ? [] : [line];
  }
  if (parts.length > 0) yield parts.join('');
}

function* physicalLines(pieces: readonly string[]): Generator<string> {
  const end = pieces.some((piece) => piece.includes('\n')) ? '\n' : '\r';
  let begun = '';
  for (const piece of pieces) {
    const lines = piece.split(end);
    lines[0] = begun + lines[0];
    begun = lines.pop() ?? '';
    for (const line of lines) yield withoutReturn(line);
  }
  yield withoutReturn(begun);
}

function withoutReturn(line: string): string {
  let end = line.length;
  while (end > 0 && line.charCodeAt(end - 1) === RETURN) end -= 1;
  return end === line.length ? line : line.slice(0, end);
}
