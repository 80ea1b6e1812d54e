/** One content line: its name in upper case, and the lines of text it stands on, as they were. */
export interface Line {
  readonly name: string;
  readonly raw: readonly string[];
}

/** A component with its lines and components in the order of the text. */
export interface Block {
  readonly name: string;
  readonly parts: (Line | Block)[];
}

/** The text is no calendar with the event that was to be changed. */
export class UnreadableEvent extends Error {}

/**
 * The one VCALENDAR of a text, every line kept as it is, so that what is not changed can be written back to the letter.
 * Throws UnreadableEvent when the text is something else or ends early.
 */
export function readBlocks(text: string): Block {
  const outside: Block = { name: '', parts: [] };
  const open = [outside];
  for (const line of linesOf(text)) {
    const block = open.at(-1) as Block;
    if (line.name === 'BEGIN') open.push({ name: plainValue(line).toUpperCase(), parts: [] });
    else if (line.name !== 'END') block.parts.push(line);
    else if (open.length === 1 || block.name !== plainValue(line).toUpperCase())
      throw new UnreadableEvent('its parts do not begin and end as they should');
    else (open.at(-2) as Block).parts.push(open.pop() as Block);
  }
  const [calendar, ...others] = outside.parts;
  if (open.length > 1) throw new UnreadableEvent('it ends before it is complete');
  if (!calendar || !isBlock(calendar) || calendar.name !== 'VCALENDAR' || others.length > 0)
    throw new UnreadableEvent('it is not one calendar');
  return calendar;
}

export function isBlock(part: Line | Block): part is Block {
  return 'parts' in part;
}

function linesOf(text: string): Line[] {
  const lines: { name: string; raw: string[] }[] = [];
  for (const raw of text.replace(/^\ufeff/, '').split(text.includes('\n') ? /\r*\n/ : '\r')) {
    if (/^[ \t]/.test(raw) && lines.length > 0) lines.at(-1)?.raw.push(raw);
    else if (raw !== '') lines.push({ name: '', raw: [raw] });
  }
  return lines.map(({ raw }) => ({ name: (/^[^:;]*/.exec(unfolded(raw))?.[0] ?? '').trim().toUpperCase(), raw }));
}

function unfolded(raw: readonly string[]): string {
  return raw.map((part, index) => (index === 0 ? part : part.slice(1))).join('');
}

/** The whole content line (RFC 5545 3.1). */
export function contentOf(line: Line): string {
  return unfolded(line.raw);
}

/** What stands behind the first colon; right for lines whose parameters hold none. */
function plainValue(line: Line): string {
  const content = contentOf(line);
  return content.slice(content.indexOf(':') + 1).trim();
}

/** The block as text lines. */
export function textLines({ name, parts }: Block): string[] {
  const within = parts.flatMap((part) => (isBlock(part) ? textLines(part) : part.raw));
  return [`BEGIN:${name}`, ...within, `END:${name}`];
}
