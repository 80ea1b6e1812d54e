/** The document is not well-formed. Says where, never what: the content may be private. */
export class XmlError extends Error {
  constructor(flaw: string, position: number) {
    super(`${flaw} at position ${position}`);
    this.name = 'XmlError';
  }
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));|&/g;

const RETURN = '&#13;';
const RETURNS = /&#13;/g;

/** Whether carriage returns are all that is to be resolved: iCloud ends every line of an event with one. */
export function hasOnlyReturns(raw: string): boolean {
  let at = raw.indexOf('&');
  while (at >= 0 && raw.startsWith(RETURN, at)) at = raw.indexOf('&', at + RETURN.length);
  return at < 0;
}

export function decodeReturns(raw: string): string {
  // By an expression the text is put together once; `replaceAll` by a text takes several times the memory.
  return raw.includes('&') ? raw.replace(RETURNS, '\r') : raw;
}

/** Resolves the five named entities and character references; anything else after `&` is not well-formed. */
export function decodeEntities(raw: string, position: number): string {
  if (!raw.includes('&')) return raw;
  return decodeReturns(raw).replace(REFERENCE, (_, named?: string, decimal?: string, hex?: string) => {
    if (named !== undefined) return NAMED[named] ?? '';
    if (decimal === undefined && hex === undefined) throw new XmlError('an ampersand that begins no entity', position);
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
    if (code > 0x10ffff) throw new XmlError('a reference to no character', position);
    return String.fromCodePoint(code);
  });
}
