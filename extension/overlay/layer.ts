import { STYLE } from './style.ts';

/** Our own layer over the page: one element on the document's root, with a closed shadow root. */
export interface Layer {
  readonly host: HTMLElement;
  readonly root: HTMLElement;
  /** Where the page's script took it away: puts it back. */
  keep(): void;
  remove(): void;
}

/** Nothing of ours ever becomes a child of a node that the page owns. */
export function createLayer(): Layer {
  const host = document.createElement('slotbridge-layer');
  const shadow = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];
  const root = document.createElement('div');
  root.className = 'tone';
  shadow.append(root);
  const keep = () => {
    if (!host.isConnected) document.documentElement.append(host);
  };
  return { host, root, keep, remove: () => host.remove() };
}

/** An element with a class and text; text is only ever set as text. */
export function node<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
