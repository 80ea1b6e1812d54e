import type { BrowserContext, Page } from 'playwright-core';
import { inShadow } from './browser-devtools.ts';

export interface SeenMark {
  readonly kind: string;
  readonly tag: string | null;
  readonly label: string | null;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface SeenOverlay {
  readonly marks: readonly SeenMark[];
  readonly chip: string | null;
  readonly chipClass: string;
  readonly banner: string | null;
  /** What the banner says was missed meanwhile. */
  readonly missed: string | null;
}

const NOTHING: SeenOverlay = { marks: [], chip: null, chipClass: '', banner: null, missed: null };

/** What the extension has drawn over a page, read out of its closed shadow root. */
export async function readOverlay(context: BrowserContext, page: Page): Promise<SeenOverlay> {
  const [seen] = await inShadow(page, look, { context, hostSelector: 'slotbridge-layer' });
  return seen ?? NOTHING;
}

/** Runs in the page: it sees its argument alone. */
function look(root: ShadowRoot): SeenOverlay {
  const marks = [...root.querySelectorAll<HTMLElement>('.mark')].filter((mark) => !mark.hidden);
  const chip = root.querySelector<HTMLElement>('.chip');
  const banner = root.querySelector<HTMLElement>('.banner span');
  return {
    marks: marks.map((mark) => {
      const { left, top, right, bottom } = mark.getBoundingClientRect();
      const tag = mark.querySelector<HTMLElement>('.tag');
      const isTagged = tag !== null && !tag.hidden;
      const named = isTagged ? tag : mark.querySelector('.ink[role]');
      const age = root.getElementById(named?.getAttribute('aria-describedby') ?? '');
      const said = [named?.getAttribute('aria-label'), age?.textContent];
      const kinds = ['busy', 'travel', 'tentative', 'free', 'not-known', 'count', 'day-some', 'day-full'];
      const kind = kinds.find((name) => mark.classList.contains(name)) ?? '?';
      return {
        kind,
        tag: isTagged ? (tag.textContent ?? '') : null,
        label: said.filter(Boolean).join('. ') || null,
        left,
        top,
        right,
        bottom,
      };
    }),
    chip: chip?.textContent ?? null,
    chipClass: chip?.className ?? '',
    banner: banner?.textContent ?? null,
    missed: root.querySelector('.banner .missed')?.textContent ?? null,
  };
}

/** Each slot in sight on the booking widget by its text, with the mark that lies on it: "free" where there is none. */
export async function slotStates(context: BrowserContext, page: Page): Promise<Record<string, string>> {
  const { marks } = await readOverlay(context, page);
  const slots = await page.locator('li.widgets-time-slot').evaluateAll((items) =>
    items
      .map((item) => {
        const { left, top, right, bottom } = item.getBoundingClientRect();
        const text = (item.textContent ?? '').trim();
        return { text, x: (left + right) / 2, y: (top + bottom) / 2, item };
      })
      .filter(({ x, y, item }) => item.contains(document.elementFromPoint(x, y)))
      .map(({ text, x, y }) => ({ text, x, y })),
  );
  const at = (x: number, y: number) => (mark: SeenMark) =>
    mark.left <= x && x <= mark.right && mark.top <= y && y <= mark.bottom;
  return Object.fromEntries(slots.map(({ text, x, y }) => [text, marks.find(at(x, y))?.kind ?? 'free']));
}
