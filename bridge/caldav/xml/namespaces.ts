import { XmlError } from './entities.ts';

/** The namespaces declared so far on the way down to an element. */
export interface Scope {
  readonly byPrefix: ReadonlyMap<string, string>;
  /** The tags already read here, by their source; a large answer repeats few of them ten thousand times. */
  readonly tags: Map<string, Tag>;
}

/** An opening tag, read. */
export interface Tag {
  readonly written: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly inner: Scope;
  readonly endsItself: boolean;
}

/** The scope of a whole document; made anew for each, since it remembers tags. */
export function outermostScope(): Scope {
  return scopeOf(new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]));
}

/** The scope inside an element with these attributes; the outer one itself when they declare nothing new. */
export function innerScope(outer: Scope, attributes: Readonly<Record<string, string>>): Scope {
  let declared: Map<string, string> | null = null;
  for (const name in attributes) {
    const prefix = declaredPrefix(name);
    const namespace = attributes[name] ?? '';
    if (prefix === null || outer.byPrefix.get(prefix) === namespace) continue;
    declared ??= new Map(outer.byPrefix);
    declared.set(prefix, namespace);
  }
  return declared === null ? outer : scopeOf(declared);
}

/** `{namespace}local` of a name as written (Namespaces in XML 1.0, 6). */
export function resolveName(scope: Scope, written: string, position: number): string {
  const colon = written.indexOf(':');
  const prefix = colon < 0 ? '' : written.slice(0, colon);
  const namespace = scope.byPrefix.get(prefix) ?? (prefix === '' ? '' : null);
  if (namespace === null) throw new XmlError('a prefix that is not declared', position);
  return `{${namespace}}${written.slice(colon + 1)}`;
}

function declaredPrefix(attribute: string): string | null {
  if (attribute === 'xmlns') return '';
  return attribute.startsWith('xmlns:') ? attribute.slice('xmlns:'.length) : null;
}

function scopeOf(byPrefix: ReadonlyMap<string, string>): Scope {
  return { byPrefix, tags: new Map() };
}
