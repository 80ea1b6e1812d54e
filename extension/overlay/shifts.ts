/** What these change moves nothing; a tone that changed is met by the next tick. */
const PAINT_ALONE = /color|shadow|outline|opacity|fill|stroke/;
/** These move what is within, and nothing beside it. */
const WITHIN_ALONE = /^(transform|translate|scale|rotate|perspective|offset)/;
/** Of an end that never comes, because what moved was taken out of the page, none waits longer than this. */
const LONGEST_MS = 2000;
/** Beside a list's every row nothing is observed: what moves them resizes them, or the list. */
const MOST_BESIDE = 30;

const STYLES: MutationObserverInit = { attributes: true, attributeFilter: ['style'] };

export interface Shifts {
  /** Follows these instead of those before. */
  around(anchors: readonly HTMLElement[]): void;
}

/** An element, its parents up to the body, and what stands beside them: what pushes it elsewhere resizes one of them. */
function framing(anchor: HTMLElement): Element[] {
  const parent = anchor.parentElement;
  if (!parent || anchor === document.body) return [anchor];
  const beside = parent.childElementCount <= MOST_BESIDE ? [...parent.children] : [anchor];
  return [...beside, ...framing(parent)];
}

/** Calls `each` in every frame while the page moves something of its own that some of `anchors` may go along with. */
function duringMotion(anchors: () => readonly HTMLElement[], each: () => void, signal: AbortSignal): void {
  let until = 0;
  let running = new Set<EventTarget | null>();

  function step(): void {
    if (running.size === 0 || signal.aborted) return;
    if (performance.now() > until) running = new Set();
    each();
    requestAnimationFrame(step);
  }

  const holdsOne = (target: EventTarget | null) =>
    target instanceof Element && anchors().some((anchor) => target.contains(anchor));

  function begins(event: TransitionEvent | AnimationEvent): void {
    const property = 'propertyName' in event ? event.propertyName : 'transform';
    if (PAINT_ALONE.test(property) || (WITHIN_ALONE.test(property) && !holdsOne(event.target))) return;
    until = performance.now() + LONGEST_MS;
    const isUnderWay = running.size > 0;
    running.add(event.target);
    if (!isUnderWay) requestAnimationFrame(step);
  }

  function ends(event: TransitionEvent | AnimationEvent): void {
    running.delete(event.target);
    if (!('propertyName' in event) || !PAINT_ALONE.test(event.propertyName)) each();
  }

  const options = { signal, capture: true, passive: true };
  for (const kind of ['transitionrun', 'animationstart'] as const) window.addEventListener(kind, begins, options);
  for (const kind of ['transitionend', 'transitioncancel', 'animationend', 'animationcancel'] as const)
    window.addEventListener(kind, ends, options);
}

/**
 * Tells when what the marks lie on may stand elsewhere, though no node came or went: a sidebar that folds, at once or
 * step by step. `resized` is told in the very frame, once the page was laid out; `moved` before that.
 */
export function onShift({ resized, moved }: { resized(): void; moved(): void }, signal: AbortSignal): Shifts {
  let anchors: readonly HTMLElement[] = [];
  let framed: ReadonlySet<Element> = new Set();
  const sizes = new ResizeObserver(resized);
  const styles = new MutationObserver(moved);
  sizes.observe(document.documentElement);
  duringMotion(() => anchors, moved, signal);
  signal.addEventListener('abort', () => {
    sizes.disconnect();
    styles.disconnect();
  });

  function restyle(): void {
    styles.disconnect();
    for (const element of framed) styles.observe(element, STYLES);
    for (const anchor of anchors) if (anchor !== document.body) styles.observe(anchor, { ...STYLES, subtree: true });
  }

  function around(given: readonly HTMLElement[]): void {
    if (signal.aborted) return;
    const next = new Set(given.flatMap(framing));
    const isSame = next.size === framed.size && [...next].every((element) => framed.has(element));
    if (isSame && given.every((anchor, index) => anchor === anchors[index])) return;
    for (const element of framed) if (!next.has(element)) sizes.unobserve(element);
    for (const element of next) if (!framed.has(element)) sizes.observe(element);
    anchors = given;
    framed = next;
    restyle();
  }
  return { around };
}
