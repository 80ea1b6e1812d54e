import ICAL from 'ical.js';
import { Familiar } from './familiar.ts';
import { ownText } from './own-text.ts';

/** One property: parameters split and unquoted (names in lower case), the value as it was written. */
export interface Property {
  readonly params: ReadonlyMap<string, string>;
  readonly value: string;
  /** The whole line, for where ical.js lost its way in the parameters. */
  readonly line: string;
}

/** Lets ical.js split a line and its parameters and leaves the value alone: its own reading drops what it can't place. */
const UNTOUCHED = { param: ICAL.design.icalendar.param, property: {}, value: {}, propertyGroups: false };

/** Longer than any name and its parameters; in characters. */
const LONGEST_HEAD = 10_000;

/** The parts of a content line (RFC 5545 3.1); null for one that is broken. */
export function splitProperty(line: string): Property | null {
  const end = nameEnd(line, 0, line.length);
  // Most lines have no parameters, and then nothing is to be split.
  if (line.charCodeAt(end) === COLON) return { params: NONE, value: line.slice(end + 1), line };
  return splitZoned(line, line.indexOf(':', end)) ?? splitParameters(line);
}

const NONE: ReadonlyMap<string, string> = new Map();
const ONLY_TZID = /^[A-Z-]+;TZID="?([A-Za-z][A-Za-z0-9_+/. -]*)"?$/;
const TIMES = /^[0-9TZ,]*$/;

/** Nearly all times are written with the same few names and zones. */
function splitZoned(line: string, colon: number): Property | null {
  const value = line.slice(colon + 1);
  if (colon === -1 || !TIMES.test(value)) return null;
  const head = line.slice(0, colon);
  const params = colon > LONGEST_FAMILIAR ? readZoned(head) : zonedHeads.get(head, readZoned);
  return params && { params, value, line };
}

function readZoned(head: string): ReadonlyMap<string, string> | null {
  const zone = ONLY_TZID.exec(head)?.[1];
  return zone === undefined ? null : new Map([['tzid', ownText(zone)]]);
}

/** What takes ical.js long are the parameters: the value is not shown to it. */
function splitParameters(line: string): Property | null {
  const end = headEnd(line);
  if (end === -1 || end > LONGEST_HEAD) return null;
  const head = line.slice(0, end + 1);
  const params = head.length > LONGEST_FAMILIAR ? readParameters(head) : heads.get(head, readParameters);
  return params && { params, value: line.slice(end + 1), line };
}

function readParameters(head: string): ReadonlyMap<string, string> | null {
  try {
    const [, params] = ICAL.parse.property(head, UNTOUCHED);
    return new Map<string, string>(Object.entries(params).map(([key, given]) => [key, String(given)]));
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Of lines: their names and parameters. Longer ones hardly come twice. */
const LONGEST_FAMILIAR = 300;
const heads = new Familiar<ReadonlyMap<string, string> | null>(500);
const zonedHeads = new Familiar<ReadonlyMap<string, string> | null>(500);

/** Where the colon before the value stands, or -1: the first that is not in quotes, which stand around whole values. */
function headEnd(line: string): number {
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === QUOTE) quoted = !quoted && (line[at - 1] === '=' || line[at - 1] === ',');
    else if (code === COLON && !quoted) return at;
  }
  return -1;
}

const QUOTE = 0x22;

/** Where the first colon or semicolon stands, or -1. */
export function nameEnd(source: string, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    const code = source.charCodeAt(at);
    if (code === COLON || code === SEMICOLON) return at;
  }
  return -1;
}

const COLON = 0x3a;
const SEMICOLON = 0x3b;
