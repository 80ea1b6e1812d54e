/** Text as XML character data. A carriage return is written as a reference, or a reader would drop it. */
export function escapeXml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/'/g, '&apos;')
    .replace(/\r/g, '&#13;');
}

export function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/**
 * An element as iCloud writes it: no prefixes, its namespace declared again on every element, attributes in single
 * quotes. `inner` is XML, not text.
 */
export function element(namespace: string, name: string, inner = '', attributes: Record<string, string> = {}): string {
  const extra = Object.entries(attributes).map(([key, value]) => ` ${key}='${escapeXml(value)}'`);
  const head = `${name} xmlns='${namespace}'${extra.join('')}`;
  return inner === '' ? `<${head}/>` : `<${head}>${inner}</${name}>`;
}

export function xmlDocument(root: string): string {
  return `<?xml version='1.0' encoding='UTF-8'?>\n${root}`;
}
