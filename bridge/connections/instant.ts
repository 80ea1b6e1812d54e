/** Epoch milliseconds as RFC 3339 in UTC with `Z`; the fraction stands only where there is one. */
export function instant(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('.000Z', 'Z');
}

/** RFC 3339 with an offset or `Z` as epoch milliseconds. The schemas have checked the form. */
export function epochOf(text: string): number {
  return Date.parse(text);
}
