let measured: Map<Element, DOMRect> | null = null;

/** What `look` asks of the page it asks once: the page stands still meanwhile, and must not be changed. */
export function inOneLook<Seen>(look: () => Seen): Seen {
  if (measured) return look();
  measured = new Map();
  try {
    return look();
  } finally {
    measured = null;
  }
}

/** Where an element stands, in pixels of the viewport. */
export function rectOf(element: Element): DOMRect {
  const known = measured?.get(element);
  if (known) return known;
  const rect = element.getBoundingClientRect();
  measured?.set(element, rect);
  return rect;
}
