import { type Box, isCovered } from './box.ts';
import type { Touched } from './touched.ts';
import type { Drawing } from './view.ts';

/** What moves by itself, by a style that changes slowly say, tells nobody. */
const HOLDS_MS = 1000;

/** What lies over parts of one surface of the page: to ask that costs the page much, so it is asked once. */
export interface Covers {
  /** The surface was read. */
  read(surface: Element, touched: Touched): void;
  /** It is drawn: told once or more before anything is asked. */
  draw(drawing: Drawing): void;
  /** Whether something of the page lies over the middle of that box. */
  isCovered(surface: Element, seen: Box, ours: Element): boolean;
}

export function rememberCovers(): Covers {
  const known = new Map<string, boolean>();
  let of: Element | null = null;
  let since = 0;
  let drawn: Drawing | null = null;
  return {
    read(surface, touched) {
      if (surface !== of || touched.isBeside(surface)) known.clear();
      of = surface;
    },
    draw(drawing) {
      if (drawing === drawn) return;
      drawn = drawing;
      const { cause, now } = drawing;
      if (cause === 'motion' || now - since >= HOLDS_MS) known.clear();
      if (known.size === 0) since = now;
    },
    isCovered(surface, seen, ours) {
      const key = [seen.left, seen.top, seen.right, seen.bottom].join();
      const found = known.get(key) ?? isCovered(surface, seen, ours);
      known.set(key, found);
      return found;
    },
  };
}
