import type { Frame, Page } from 'playwright-core';

/** What a week or day view shows beside and above its grid, in pixels of its own window. */
export interface SeenAxis {
  /** Where the line of each hour runs, by the hour's text: "10am". */
  readonly lines: Readonly<Record<string, number>>;
  /** From where to where a day goes, by its number. */
  readonly days: Readonly<Record<string, { readonly left: number; readonly right: number }>>;
}

/**
 * Reads the hours and days of the stand-in's calendar as somebody with a ruler would. In the look whose names are all
 * new an hour stands in the middle of its line, in the others just below it.
 */
export function readAxis(frame: Frame | Page, isOnLine: boolean): Promise<SeenAxis> {
  return frame.evaluate((isMiddle) => {
    const leaves = [...document.querySelectorAll('main span, main div, main b')].filter(
      (one) => one.childElementCount === 0 && !one.closest('a'),
    );
    const hours = leaves.filter(({ textContent }) => /^\d{1,2}(am|pm)$/.test(textContent ?? ''));
    const lineOf = (label: Element) => {
      const { top, bottom } = label.getBoundingClientRect();
      return isMiddle ? (top + bottom) / 2 : (label.closest('tr')?.getBoundingClientRect().top ?? Number.NaN);
    };
    const heads = [...document.querySelectorAll('main th, main [role="columnheader"]')].filter(
      (head) => head.querySelector('th') === null && /\d/.test(head.textContent ?? ''),
    );
    return {
      lines: Object.fromEntries(hours.map((label) => [label.textContent, lineOf(label)])),
      days: Object.fromEntries(
        heads.map((head) => {
          const { left, right } = head.getBoundingClientRect();
          return [/(\d{1,2})\D*$/.exec(head.textContent ?? '')?.[1], { left, right }];
        }),
      ),
    };
  }, isOnLine);
}
