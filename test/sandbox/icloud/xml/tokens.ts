export type ReadToken =
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: [string, string][];
      readonly selfClosing: boolean;
    }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

const PIECE =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<[?!][^>]*>|<\/([^\s>]+)\s*>|<([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*)>|([^<]+)/g;
const ATTRIBUTE = /([^\s=/]+)\s*=\s*("[^"]*"|'[^']*')/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The tags and texts of an XML document in order; comments, declarations and instructions are passed over. */
export function* tokens(xml: string): Generator<ReadToken> {
  for (const [, cdata, closing, opening, rest, text] of xml.matchAll(PIECE)) {
    if (cdata !== undefined) yield { kind: 'text', text: cdata };
    else if (closing !== undefined) yield { kind: 'close', name: closing };
    else if (opening !== undefined) yield openToken(opening, rest ?? '');
    else if (text !== undefined) yield { kind: 'text', text: resolveEntities(text) };
  }
}

function openToken(name: string, rest: string): ReadToken {
  const attributes = [...rest.matchAll(ATTRIBUTE)].map(([, key = '', value = '']): [string, string] => [
    key,
    resolveEntities(value.slice(1, -1)),
  ]);
  return { kind: 'open', name, attributes, selfClosing: rest.endsWith('/') };
}

function resolveEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, entity: string) => {
    if (entity.startsWith('#x')) return String.fromCodePoint(Number.parseInt(entity.slice(2), 16));
    if (entity.startsWith('#')) return String.fromCodePoint(Number(entity.slice(1)));
    return ENTITIES[entity] ?? whole;
  });
}
