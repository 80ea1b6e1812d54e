import { decodeEntities, XmlError } from './entities.ts';
import { innerScope, resolveName, type Scope, type Tag } from './namespaces.ts';

const NAME = /[^\s/>=<&'"]+/y;
const ATTRIBUTE = /\s+([^\s/>=<&'"]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>/y;
const MOST_REMEMBERED = 200;
const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});

/** The opening tag that begins at `at`, and where it ends. */
export function readTag(source: string, at: number, scope: Scope): { tag: Tag; end: number } {
  const firstEnd = source.indexOf('>', at) + 1;
  const raw = source.slice(at, firstEnd);
  const known = scope.tags.get(raw);
  // What was a whole tag once is one again, whatever follows it.
  if (known !== undefined) return { tag: known, end: firstEnd };
  const read = parseTag(source, at, scope);
  // An attribute may hold a `>`; then `raw` is not the whole tag.
  if (read.end === firstEnd && scope.tags.size < MOST_REMEMBERED) scope.tags.set(raw, read.tag);
  return read;
}

function parseTag(source: string, at: number, scope: Scope): { tag: Tag; end: number } {
  NAME.lastIndex = at + 1;
  const written = NAME.exec(source)?.[0];
  if (written === undefined) throw new XmlError('a tag without a name', at);
  const { attributes, end: afterAttributes } = readAttributes(source, NAME.lastIndex);
  TAG_END.lastIndex = afterAttributes;
  const ending = TAG_END.exec(source);
  if (ending === null) throw new XmlError('a tag that does not end', afterAttributes);
  const inner = innerScope(scope, attributes);
  const name = resolveName(inner, written, at);
  return { tag: { written, name, attributes, inner, endsItself: ending[1] === '/' }, end: TAG_END.lastIndex };
}

function readAttributes(source: string, from: number) {
  let attributes: Record<string, string> | null = null;
  for (let end = from; ; end = ATTRIBUTE.lastIndex) {
    ATTRIBUTE.lastIndex = end;
    const found = ATTRIBUTE.exec(source);
    if (found === null) return { attributes: attributes ?? NO_ATTRIBUTES, end };
    attributes ??= Object.create(null) as Record<string, string>;
    attributes[found[1] ?? ''] = decodeEntities(found[2] ?? found[3] ?? '', end);
  }
}
