import { digestOfLine, linesWithin } from './marks.ts';

/**
 * A new description in which what the person wrote stays: the lines written before make room for the new ones where they
 * stand. `written` is the digest of what was written before. Null when nothing is left.
 */
export function mergedDescription(current: string, written: string, wanted: string | null): string | null {
  const old = new Set([...written.split('.'), ...linesWithin(wanted ?? '').map(digestOfLine)]);
  const lines = current.split('\n');
  const isOld = (line: string) => line.trim() !== '' && old.has(digestOfLine(line));
  const place = Math.max(0, lines.findIndex(isOld));
  const parts = [lines.slice(0, place), [wanted ?? ''], lines.slice(place).filter((line) => !isOld(line))];
  const texts = parts.map((part) =>
    part
      .join('\n')
      .replace(/\n\s*\n\s*\n/g, '\n\n')
      .trim(),
  );
  return texts.filter((text) => text !== '').join('\n\n') || null;
}
