/** An element with its name written `{namespace}local`, so that prefixes do not matter. */
export interface XmlElement {
  readonly name: string;
  /** By the name as written, prefix included. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, entities and CDATA resolved, white space kept. */
  readonly text: string;
  /** Whether that is nothing but white space. */
  readonly isBlank: boolean;
}

export const DAV = '{DAV:}';
export const CALDAV = '{urn:ietf:params:xml:ns:caldav}';
export const CALENDAR_SERVER = '{http://calendarserver.org/ns/}';
export const APPLE = '{http://apple.com/ns/ical/}';

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

export function hasChild(element: XmlElement | undefined, name: string): boolean {
  return childOf(element, name) !== undefined;
}

/** The trimmed text, or null when the element is absent or holds none. */
export function textOf(element: XmlElement | undefined): string | null {
  const text = element?.text.trim() ?? '';
  return text === '' ? null : text;
}
