import { language } from '../words/say.ts';
import { LAYER } from './style/layer.ts';

/** Our own layer over the page: one element on the document's root, with a closed shadow root. */
export interface Layer {
  readonly host: HTMLElement;
  readonly root: HTMLElement;
  /** Adds a style sheet, once. */
  wear(css: string): void;
  /** Where the page's script took it away: puts it back. */
  keep(): void;
  remove(): void;
}

function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

/** Rectangles are measured as they are seen: where the page zooms its root, our layer in it does not go along. */
function unzoom(host: HTMLElement): void {
  const zoom = Number(getComputedStyle(document.documentElement).getPropertyValue('zoom')) || 1;
  const own = zoom === 1 ? '' : String(1 / zoom);
  if (host.style.getPropertyValue('zoom') !== own) host.style.setProperty('zoom', own);
}

/** Nothing of ours ever becomes a child of a node that the page owns. */
export function createLayer(): Layer {
  const host = document.createElement('slotbridge-layer');
  // The page may be in another language than what is read aloud of ours.
  host.lang = language();
  const shadow = host.attachShadow({ mode: 'closed' });
  const worn = new Set<string>();
  const root = document.createElement('div');
  root.className = 'tone';
  shadow.append(root);
  function wear(css: string): void {
    if (worn.has(css)) return;
    worn.add(css);
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheetOf(css)];
  }
  wear(LAYER);
  const keep = () => {
    if (!host.isConnected) document.documentElement.append(host);
    unzoom(host);
  };
  return { host, root, wear, keep, remove: () => host.remove() };
}
