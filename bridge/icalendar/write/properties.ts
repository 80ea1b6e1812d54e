import ICAL from 'ical.js';
import { unescapeText } from '../components.ts';
import { type Block, contentOf, isBlock, type Line } from './blocks.ts';
import { folded, type LineParams } from './property-line.ts';

/** A block's own lines of that name, those of the components within it left out. */
export function linesNamed(block: Block, name: string): Line[] {
  return block.parts.filter((part): part is Line => !isBlock(part) && part.name === name);
}

/**
 * Puts the content line in the place of all of that name, else behind the block's own last one; null removes them. A line
 * that says so already is left as it is.
 */
export function setLine(block: Block, name: string, content: string | null): void {
  const [old, ...others] = linesNamed(block, name);
  if (old && others.length === 0 && contentOf(old) === content) return;
  const place = old ? block.parts.indexOf(old) : block.parts.findLastIndex((part) => !isBlock(part)) + 1;
  const after = block.parts.slice(place).filter((part) => isBlock(part) || part.name !== name);
  const line = content === null ? [] : [{ name, raw: folded(content) }];
  block.parts.splice(place, block.parts.length, ...line, ...after);
}

/** A line's parameters (names in lower case) and its value as it is written; none where it cannot be split. */
export function splitLine(line: Line): { params: LineParams; value: string } {
  const content = contentOf(line);
  try {
    const [, params, type, value] = ICAL.parse.property(content, UNTOUCHED);
    return { params: type === 'unknown' ? params : { ...params, value: type }, value };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { params: {}, value: content.slice(content.indexOf(':') + 1) };
  }
}

const UNTOUCHED = { param: ICAL.design.icalendar.param, property: {}, value: {}, propertyGroups: false };

/** The value as it is written, of the first line of that name. */
export function valueIn(block: Block, name: string): string | null {
  const [line] = linesNamed(block, name);
  return line ? splitLine(line).value.trim() : null;
}

/** A TEXT value of the first line of that name with its escapes resolved (RFC 5545 3.3.11). */
export function textIn(block: Block, name: string): string | null {
  const [line] = linesNamed(block, name);
  return line ? unescapeText(splitLine(line).value) : null;
}
