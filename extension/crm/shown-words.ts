/** What tells the days that a page shows, beside the texts of what is marked. */
const DAYS = 'h1, h2, h3, h4, h5, h6, [role="heading"], [aria-live], time, th, [role="columnheader"], .selected';
const FIELD = 'input, select, textarea';
const DATED = '[data-date], .selected[data-id]';

const textsOf = (elements: Iterable<Element>) => [...elements].map(({ textContent }) => textContent ?? '');

/**
 * All by which a page tells the days and times of what stands there: two answers that are the same mean that these are
 * as well, whatever else the page changed.
 */
export function shownWords(surfaces: readonly Element[]): string {
  const within = surfaces.flatMap((surface) => [...surface.querySelectorAll<HTMLElement>(`${FIELD}, ${DATED}`)]);
  const told = within.map((one) => ('value' in one ? String(one.value) : `${one.dataset.date} ${one.dataset.id}`));
  const chosen = [...document.querySelectorAll<HTMLElement>('.selected[data-id]')].map(({ dataset }) => dataset.id);
  return [...textsOf(surfaces), ...told, ...chosen, ...textsOf(document.querySelectorAll(DAYS))].join('\n');
}
