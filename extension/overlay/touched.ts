/** A page that changed at more places was drawn anew. */
const MOST = 50;

/** Whether a page changed at nothing but within these elements, since it was read before. They themselves are not within. */
export type IsOnlyIn = (elements: readonly Element[]) => boolean;

/** Gathers at which nodes a page changed. */
export function touchedNodes() {
  let nodes: Set<Node> | null = new Set();
  return {
    /** Without records: anything may have changed. */
    add(records?: readonly MutationRecord[]): void {
      if (!records) nodes = null;
      for (const { target } of records ?? []) nodes?.add(target);
      if (nodes && nodes.size > MOST) nodes = null;
    },
    /** What was gathered so far, and begins anew. */
    take(): IsOnlyIn {
      const taken = nodes;
      nodes = new Set();
      const isIn = (node: Node, element: Element) => node !== element && element.contains(node);
      return (elements) => taken !== null && [...taken].every((node) => elements.some((one) => isIn(node, one)));
    },
  };
}

/** Where nothing is known of what changed. */
export const anywhere: IsOnlyIn = () => false;
