/** A page that changed at more places was drawn anew. */
const MOST = 200;

/** What changed in a page since it was read before. */
export interface Touched {
  /** Whether nothing did but within these elements; they themselves are not within. */
  isOnlyIn(elements: readonly Element[]): boolean;
  /** Whether something may have come to lie over that element or gone from over it; words alone do not. */
  isAbove(element: Element): boolean;
}

/** Where nothing is known of what changed. */
export const ANYTHING: Touched = { isOnlyIn: () => false, isAbove: () => true };

const hasElement = (nodes: NodeList) => [...nodes].some(({ nodeType }) => nodeType === 1);
const isOfWords = ({ type, addedNodes, removedNodes }: MutationRecord) =>
  type === 'characterData' || (type === 'childList' && !hasElement(addedNodes) && !hasElement(removedNodes));

const touchedBy = (records: readonly MutationRecord[]): Touched => ({
  isOnlyIn: (elements) => records.every(({ target }) => elements.some((one) => one !== target && one.contains(target))),
  isAbove: (element) => records.some((record) => !element.contains(record.target) && !isOfWords(record)),
});

/** Gathers what changes in a page. */
export function gatherTouched() {
  let records: MutationRecord[] | null = [];
  return {
    /** Without records: anything may have changed. */
    add(more?: readonly MutationRecord[]): void {
      if (more && records && records.length + more.length <= MOST) records.push(...more);
      else records = null;
    },
    /** What was gathered so far; begins anew. */
    take(): Touched {
      const touched = records ? touchedBy(records) : ANYTHING;
      records = [];
      return touched;
    },
  };
}
