/** A page that changed at more places was drawn anew. */
const MOST = 200;

/** What changed in a page since it was read before. */
export interface Touched {
  /** Whether nothing did but within these elements; they themselves are not within. */
  isOnlyIn(elements: readonly Element[]): boolean;
  /** Whether anything did outside of that element: something may have come to lie over it, or gone from over it. */
  isBeside(element: Element): boolean;
}

/** Where nothing is known of what changed. */
export const ANYTHING: Touched = { isOnlyIn: () => false, isBeside: () => true };

const touchedAt = (targets: readonly Node[]): Touched => ({
  isOnlyIn: (elements) => targets.every((node) => elements.some((one) => one !== node && one.contains(node))),
  isBeside: (element) => targets.some((node) => !element.contains(node)),
});

/** Gathers what changes in a page. */
export function gatherTouched() {
  let targets: Node[] | null = [];
  return {
    /** Without records: anything may have changed. */
    add(records?: readonly MutationRecord[]): void {
      const all = records && targets?.concat(records.map(({ target }) => target));
      targets = all && all.length <= MOST ? all : null;
    },
    /** What was gathered so far; begins anew. */
    take(): Touched {
      const touched = targets ? touchedAt(targets) : ANYTHING;
      targets = [];
      return touched;
    },
  };
}
