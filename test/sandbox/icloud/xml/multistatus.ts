import { DAV } from './namespaces.ts';
import { element, escapeXml, xmlDocument } from './write.ts';

/** A WebDAV property with its value as XML. */
export interface Property {
  readonly namespace: string;
  readonly name: string;
  readonly inner: string;
}

export interface PropertyName {
  readonly namespace: string;
  readonly name: string;
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  403: 'Forbidden',
  404: 'Not Found',
  507: 'Insufficient Storage',
};

function statusLine(status: number): string {
  return element(DAV, 'status', `HTTP/1.1 ${status} ${REASONS[status] ?? 'Unknown'}`);
}

/** One `response` with 200 and 404 propstats side by side (RFC 4918 9.1); `all` asks for everything there is. */
export function propertyResponse(
  href: string,
  has: readonly Property[],
  asked: readonly PropertyName[] | 'all',
): string {
  const names = asked === 'all' ? has : asked;
  const found: string[] = [];
  const missing: string[] = [];
  for (const { namespace, name } of names) {
    const property = has.find((one) => one.namespace === namespace && one.name === name);
    if (property) found.push(element(namespace, name, property.inner));
    else missing.push(element(namespace, name));
  }
  const stats = [propstat(found, 200), propstat(missing, 404)].join('');
  return element(DAV, 'response', `${hrefElement(href)}${stats || propstat([''], 200)}`);
}

function propstat(properties: readonly string[], status: number): string {
  if (properties.length === 0) return '';
  return element(DAV, 'propstat', `${element(DAV, 'prop', properties.join(''))}${statusLine(status)}`);
}

/** One `response` that carries a status alone, such as 404 for a deleted resource. */
export function statusResponse(href: string, status: number, error = ''): string {
  const reason = error === '' ? '' : element(DAV, 'error', error);
  return element(DAV, 'response', `${hrefElement(href)}${statusLine(status)}${reason}`);
}

export function hrefElement(href: string, attributes: Record<string, string> = {}): string {
  return element(DAV, 'href', escapeXml(href), attributes);
}

export function multistatus(responses: readonly string[], syncToken: string | null = null): string {
  const token = syncToken === null ? '' : element(DAV, 'sync-token', escapeXml(syncToken));
  return xmlDocument(element(DAV, 'multistatus', `${responses.join('\n')}${token}`));
}
