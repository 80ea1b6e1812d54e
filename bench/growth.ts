import type { Result } from './result.ts';

/** How the work may grow from the smallest account that was measured to the largest: one is not at all. */
const GROWTH: readonly { readonly work: string; readonly what: string; readonly aim?: number }[] = [
  { work: 'nothing changed', what: 'CPU', aim: 2 },
  { work: 'one event changed', what: 'CPU', aim: 2 },
  { work: 'token lost', what: 'CPU an event' },
];

/** Ratios between the sizes; none where only one size was measured. */
export function growth(results: readonly Result[]): Result[] {
  return GROWTH.flatMap(({ work, what, ...aim }) => {
    const measured = results.filter((result) => result.work === work && result.what === what);
    const [small, large] = [measured[0], measured.at(-1)];
    if (!small || !large || small.events === large.events) return [];
    const times = `${what}, × that at ${small.events.toLocaleString('en')}`;
    return [{ work, events: large.events, what: times, value: large.value / small.value, unit: '×', ...aim }];
  });
}
