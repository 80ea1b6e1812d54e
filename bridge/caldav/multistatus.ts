import type { Answer } from './guarded-fetch.ts';
import { isHref } from './href.ts';
import { childOf, childrenOf, DAV, textOf, type XmlElement } from './xml/element.ts';
import { XmlError } from './xml/entities.ts';
import { parseXml, parseXmlInTurns } from './xml/parse.ts';

/** What a 207 says of one resource (RFC 4918 14.24). */
export interface ResourceStatus {
  /** As the server spelt it. */
  readonly href: string;
  /** Of the resource as a whole; null when only its properties have one. */
  readonly status: number | null;
  /** The properties that were found, by `{namespace}local`. */
  readonly found: ReadonlyMap<string, XmlElement>;
  /** The status of those that were not. */
  readonly failed: ReadonlyMap<string, number>;
}

export interface Multistatus {
  readonly url: URL;
  readonly responses: readonly ResourceStatus[];
  readonly syncToken: string | null;
}

/** Why an answer is no multistatus, in words, or the multistatus. */
export type MultistatusReading =
  | { readonly kind: 'multistatus'; readonly multistatus: Multistatus }
  | { readonly kind: 'flawed'; readonly flaw: string };

/** In short turns: a calendar may have many thousands of entries. */
export async function readMultistatus(answer: Answer): Promise<MultistatusReading> {
  if (answer.status !== 207) return { kind: 'flawed', flaw: `with HTTP ${answer.status}${webPage(answer)}` };
  const responses: ResourceStatus[] = [];
  const root = await orFlaw(parseXmlInTurns(answer.text, (child) => takeResponse(child, responses)));
  if (typeof root === 'string') return { kind: 'flawed', flaw: `with XML that cannot be read: ${root}` };
  if (root.name !== `${DAV}multistatus`) return { kind: 'flawed', flaw: 'with XML of another kind' };
  if (responses.some(({ href }) => !isHref(href, answer.url))) {
    return { kind: 'flawed', flaw: 'with an entry that has no usable address' };
  }
  const syncToken = textOf(childOf(root, `${DAV}sync-token`));
  return { kind: 'multistatus', multistatus: { url: answer.url, responses, syncToken } };
}

/**
 * The preconditions named in a DAV:error body (RFC 4918 16), without their namespaces, which servers mix up; null when
 * the body is none.
 */
export function preconditionsOf(answer: Answer): readonly string[] | null {
  return errorElementOf(answer)?.children.map(({ name }) => name.slice(name.indexOf('}') + 1)) ?? null;
}

/** The DAV:error that an answer carries as a whole, or for its only resource; null when there is none. */
export function errorElementOf(answer: Answer): XmlElement | null {
  if (!answer.text.includes('error')) return null;
  const root = rootOf(answer.text);
  if (typeof root === 'string') return null;
  if (root.name === `${DAV}error`) return root;
  const [only, ...others] = childrenOf(root, `${DAV}response`);
  return others.length === 0 ? (childOf(only, `${DAV}error`) ?? null) : null;
}

export function isWebPage(answer: Answer): boolean {
  return (answer.headers.get('content-type') ?? '').toLowerCase().includes('html');
}

function webPage(answer: Answer): string {
  return isWebPage(answer) ? ' and a web page' : '';
}

/** The root element, or what is wrong with the text. */
function rootOf(text: string): XmlElement | string {
  try {
    return parseXml(text);
  } catch (error) {
    if (error instanceof XmlError) return error.message;
    throw error;
  }
}

async function orFlaw(parsing: Promise<XmlElement>): Promise<XmlElement | string> {
  try {
    return await parsing;
  } catch (error) {
    if (error instanceof XmlError) return error.message;
    throw error;
  }
}

function takeResponse(child: XmlElement, responses: ResourceStatus[]): boolean {
  if (child.name !== `${DAV}response`) return false;
  responses.push(...resourcesOf(child));
  return true;
}

const NONE_FAILED: ReadonlyMap<string, number> = new Map();

/** Several hrefs may share one status (RFC 4918 14.24). */
function resourcesOf(response: XmlElement): ResourceStatus[] {
  const status = statusOf(response);
  const { found, failed } = propertiesOf(response);
  const hrefs = childrenOf(response, `${DAV}href`);
  if (hrefs.length === 0) return [{ href: '//', status, found, failed }];
  return hrefs.map((href) => ({ href: textOf(href) ?? '//', status, found, failed }));
}

function propertiesOf(response: XmlElement) {
  const found = new Map<string, XmlElement>();
  let failed: Map<string, number> | null = null;
  for (const propstat of response.children) {
    if (propstat.name !== `${DAV}propstat`) continue;
    const status = statusOf(propstat) ?? 200;
    for (const property of childOf(propstat, `${DAV}prop`)?.children ?? []) {
      if (status >= 200 && status < 300) found.set(property.name, property);
      else failed = (failed ?? new Map<string, number>()).set(property.name, status);
    }
  }
  return { found, failed: failed ?? NONE_FAILED };
}

/** The number in `HTTP/1.1 404 Not Found`. */
function statusOf(element: XmlElement): number | null {
  const line = textOf(childOf(element, `${DAV}status`));
  // Of a long answer nearly all say this.
  if (line === 'HTTP/1.1 200 OK') return 200;
  const digits = line === null ? undefined : /^HTTP\/\S+\s+(\d{3})\b/i.exec(line)?.[1];
  return digits === undefined ? null : Number(digits);
}
