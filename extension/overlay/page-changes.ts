const SETTLE_MS = 100;
const TICK_MS = 1000;
/** A tick that comes this late means that the computer slept. */
const SLEPT_MS = 10_000;

export interface PageListeners {
  /** The page's nodes changed. */
  readAgain(): void;
  /** Something moved, or time went by. At most once a frame, and never while the page is hidden. */
  draw(): void;
  /** The tab came to the front, or the computer woke. */
  wake(): void;
}

const WATCHED: MutationObserverInit = {
  childList: true,
  subtree: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'data-date', 'data-id', 'data-time', 'hidden'],
};

/** Follows the page's changes, scrolling, size and time until the signal ends. Gives the way to ask for a drawing. */
export function onPageChange({ readAgain, draw, wake }: PageListeners, signal: AbortSignal): () => void {
  let frame = 0;
  let settle: ReturnType<typeof setTimeout> | undefined;
  let lastTick = Date.now();

  function schedule(): void {
    if (frame !== 0 || document.hidden || signal.aborted) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      draw();
    });
  }

  function changed(): void {
    // What left the page at once loses its mark at once; the rest is read when the page has settled.
    schedule();
    settle ??= setTimeout(() => {
      settle = undefined;
      readAgain();
      schedule();
    }, SETTLE_MS);
  }

  function tick(): void {
    const now = Date.now();
    if (now - lastTick > SLEPT_MS && !document.hidden) wake();
    lastTick = now;
    schedule();
  }

  const mutations = new MutationObserver(changed);
  mutations.observe(document, WATCHED);
  const sizes = new ResizeObserver(schedule);
  sizes.observe(document.documentElement);
  const timer = setInterval(tick, TICK_MS);
  window.addEventListener('scroll', schedule, { signal, capture: true, passive: true });
  window.addEventListener('resize', schedule, { signal });
  window.addEventListener('transitionend', schedule, { signal, capture: true });
  document.addEventListener(
    'visibilitychange',
    () => {
      wake();
      schedule();
    },
    { signal },
  );
  signal.addEventListener('abort', () => {
    mutations.disconnect();
    sizes.disconnect();
    clearInterval(timer);
    clearTimeout(settle);
    cancelAnimationFrame(frame);
  });
  return schedule;
}
