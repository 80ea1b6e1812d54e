import { Turn } from '../../turns.ts';
import type { XmlElement } from './element.ts';
import { XmlError } from './entities.ts';
import { outermostScope, type Scope, type Tag } from './namespaces.ts';
import { ReadElement } from './read-element.ts';
import { readTag } from './tag.ts';

const DEEPEST = 64;

interface OpenElement {
  readonly tag: Tag;
  readonly element: ReadElement;
}

interface Cursor {
  readonly source: string;
  at: number;
  readonly open: OpenElement[];
  readonly outermost: Scope;
  root: ReadElement | null;
  readonly take: TakeChild;
}

/** Given each child of the root once it is whole; true when it is taken, so that the root need not keep it. */
type TakeChild = (child: XmlElement) => boolean;

/**
 * Reads a document in one pass without copying text, since a first sync brings tens of megabytes. Text stays exactly
 * as sent: numbers, CDATA and line ends are not interpreted. Every element must be closed, so a truncated document is
 * refused, and so is a document type, which no WebDAV answer needs.
 *
 * @throws XmlError when it is not well-formed.
 */
export function parseXml(source: string): XmlElement {
  const cursor = begin(source, () => false);
  while (cursor.at < source.length) advance(cursor);
  return ended(cursor);
}

/** The same in short turns, for long documents. What was taken counts for nothing when it throws in the end. */
export async function parseXmlInTurns(source: string, take: TakeChild): Promise<XmlElement> {
  const cursor = begin(source, take);
  const turn = new Turn();
  while (cursor.at < source.length) {
    advance(cursor);
    if (cursor.open.length === 1 && turn.isOver()) await turn.next();
  }
  return ended(cursor);
}

function begin(source: string, take: TakeChild): Cursor {
  const at = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  return { source, at, open: [], outermost: outermostScope(), root: null, take };
}

function advance(cursor: Cursor): void {
  const { source, at } = cursor;
  const tag = source.indexOf('<', at);
  addText(cursor, tag < 0 ? source.length : tag);
  if (tag >= 0) readMarkup(cursor);
}

function ended({ root, open, at }: Cursor): XmlElement {
  if (root === null || open.length > 0) throw new XmlError('the document ends too early', at);
  return root;
}

function addText(cursor: Cursor, until: number): void {
  if (until === cursor.at) return;
  const raw = cursor.source.slice(cursor.at, until);
  const top = cursor.open.at(-1);
  if (top !== undefined) top.element.addText(raw, cursor.at);
  else if (raw.trim() !== '') throw new XmlError('text outside the document', cursor.at);
  cursor.at = until;
}

function readMarkup(cursor: Cursor): void {
  const { source, at } = cursor;
  const next = source[at + 1];
  if (next === '/') closeElement(cursor);
  else if (next === '!') readDeclaration(cursor);
  else if (next === '?') cursor.at = after(cursor, '?>', at + 2);
  else openElement(cursor);
}

function readDeclaration(cursor: Cursor): void {
  const { source, at } = cursor;
  if (source.startsWith('<!--', at)) cursor.at = after(cursor, '-->', at + 4);
  else if (source.startsWith('<![CDATA[', at)) readCdata(cursor);
  else throw new XmlError('a document type', at);
}

function after({ source, at }: Cursor, end: string, from: number): number {
  const found = source.indexOf(end, from);
  if (found < 0) throw new XmlError('markup that does not end', at);
  return found + end.length;
}

function readCdata(cursor: Cursor): void {
  const top = cursor.open.at(-1);
  if (top === undefined) throw new XmlError('text outside the document', cursor.at);
  const from = cursor.at + '<![CDATA['.length;
  cursor.at = after(cursor, ']]>', from);
  top.element.addCdata(cursor.source.slice(from, cursor.at - ']]>'.length));
}

function openElement(cursor: Cursor): void {
  const { source, at, open } = cursor;
  const top = open.at(-1);
  if (top === undefined && cursor.root !== null) throw new XmlError('a second root', at);
  if (open.length >= DEEPEST) throw new XmlError('elements nested too deep', at);
  const { tag, end } = readTag(source, at, top?.tag.inner ?? cursor.outermost);
  const element = new ReadElement(tag.name, tag.attributes);
  if (top === undefined) cursor.root = element;
  // A child of the root is its own once it is whole.
  else if (open.length > 1) top.element.addChild(element);
  if (!tag.endsItself) open.push({ tag, element });
  else if (open.length === 1) finishChild(cursor, element);
  cursor.at = end;
}

function closeElement(cursor: Cursor): void {
  const { source, at } = cursor;
  const end = after(cursor, '>', at + 2);
  const closed = cursor.open.pop();
  if (closed === undefined || !names(source, at + 2, end - 1, closed.tag.written))
    throw new XmlError('a closing tag without its opening one', at);
  if (cursor.open.length === 1) finishChild(cursor, closed.element);
  cursor.at = end;
}

/** Blanks may stand behind a name, and only there. */
function names(source: string, from: number, to: number, name: string): boolean {
  if (!source.startsWith(name, from)) return false;
  return to - from === name.length || source.slice(from, to).trimEnd() === name;
}

function finishChild({ open, take }: Cursor, child: XmlElement): void {
  if (!take(child)) open[0]?.element.addChild(child);
}
