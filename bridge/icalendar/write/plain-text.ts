/** Text in one line that is safe to show: see `manyLines`; line breaks become spaces. */
export function oneLine(text: string, longest: number): string {
  return shortened(readable(text, longest).replace(/\s+/g, ' ').trim(), longest);
}

/**
 * Text that any calendar shows and any server carries in XML: line ends are `\n`, at most one empty line stands between
 * two others, control characters become spaces, bidi controls, lone surrogates and characters that XML forbids vanish.
 * At most `longest` characters and 200 lines; what was cut off is told by an ellipsis.
 */
export function manyLines(text: string, longest: number): string {
  const lines = readable(text, longest)
    .replace(/[^\S\n]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n');
  const few = lines.trim().split('\n', MOST_LINES + 1);
  return few.length > MOST_LINES
    ? shortened([...few.slice(0, MOST_LINES - 1), '…'].join('\n'), longest)
    : shortened(lines.trim(), longest);
}

const MOST_LINES = 200;

function readable(text: string, longest: number): string {
  return text
    .slice(0, MOST_WASTE * longest)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(UNPRINTABLE, ' ')
    .replace(INVISIBLE, '');
}

/** Much of a text may be what is left out; beyond this much, no more is looked at. */
const MOST_WASTE = 4;
const UNPRINTABLE = /[^\n\P{Cc}]/gu;
const INVISIBLE = /[\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

function shortened(text: string, longest: number): string {
  const characters = [...text];
  if (characters.length <= longest) return text;
  return `${characters
    .slice(0, longest - 1)
    .join('')
    .replace(/[\s\u200d]+$/u, '')}…`;
}
