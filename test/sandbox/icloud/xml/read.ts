import { type ReadToken, tokens } from './tokens.ts';

/** One element of a request body, its namespace resolved. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  /** Character data directly inside, entities resolved. */
  text: string;
}

interface Open {
  readonly element: XmlElement;
  readonly prefixes: Readonly<Record<string, string>>;
}

/** The root element of `body`, or null when the text is no well-nested XML. */
export function readXml(body: string): XmlElement | null {
  const open: Open[] = [];
  let root: XmlElement | null = null;
  for (const token of tokens(body)) {
    const parent = open.at(-1);
    if (token.kind === 'text') {
      if (parent) parent.element.text += token.text;
    } else if (token.kind === 'close') {
      if (!parent || localName(token.name) !== parent.element.name) return null;
      open.pop();
    } else {
      const opened = openElement(token, parent?.prefixes ?? {});
      if (parent) parent.element.children.push(opened.element);
      else root ??= opened.element;
      if (!token.selfClosing) open.push(opened);
    }
  }
  return open.length === 0 ? root : null;
}

function openElement(token: ReadToken & { kind: 'open' }, inherited: Readonly<Record<string, string>>): Open {
  const prefixes = { ...inherited };
  const attributes: Record<string, string> = {};
  for (const [name, value] of token.attributes) {
    if (name === 'xmlns') prefixes[''] = value;
    else if (name.startsWith('xmlns:')) prefixes[name.slice(6)] = value;
    else attributes[localName(name)] = value;
  }
  const prefix = token.name.includes(':') ? token.name.slice(0, token.name.indexOf(':')) : '';
  const namespace = prefixes[prefix] ?? '';
  return { element: { namespace, name: localName(token.name), attributes, children: [], text: '' }, prefixes };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The direct children of that name. */
export function childrenNamed(element: XmlElement, namespace: string, name: string): XmlElement[] {
  return element.children.filter((child) => child.namespace === namespace && child.name === name);
}

/** Every element of that name below `element`, in document order. */
export function descendantsNamed(element: XmlElement, namespace: string, name: string): XmlElement[] {
  return element.children.flatMap((child) => [
    ...(child.namespace === namespace && child.name === name ? [child] : []),
    ...descendantsNamed(child, namespace, name),
  ]);
}
