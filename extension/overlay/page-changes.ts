import { inOneLook } from '../crm/one-look.ts';
import { pacing } from './pacing.ts';
import { onShift } from './shifts.ts';
import { gatherTouched, type Touched } from './touched.ts';
import type { Cause } from './view.ts';

const TICK_MS = 1000;
/** A tick that comes this late means that the computer slept. */
const SLEPT_MS = 10_000;

export interface PageListeners {
  /** The page's nodes changed. */
  readAgain(touched: Touched): void;
  /** It was read, and what changes next may have to wait. */
  mayHold(): void;
  /** It changed, and has to wait: what was read may no longer be so. Not told of every such change. */
  held(): void;
  /** Time went by. False where more than an age has to be drawn anew. */
  age(): boolean;
  /** At most once a frame, and never while the page is hidden. */
  draw(cause: Cause): void;
  /** The tab came to the front, or the computer woke. */
  wake(): void;
}

export interface PageFollowing {
  /** Asks for a drawing in the next frame: more is known. */
  draw(): void;
  /** Asks for a reading, and a drawing of what was read: more is known beside the page. */
  readAgain(): void;
  /** Where the marks are from now on: what stands elsewhere all at once is drawn there. */
  around(anchors: readonly HTMLElement[]): void;
}

const WATCHED: MutationObserverInit = {
  childList: true,
  subtree: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'data-date', 'data-id', 'data-time', 'hidden'],
};

/** A page may lay itself out some time after its window got another size: FullCalendar does so after 100 ms. */
const RESIZED_MS = [150, 400, 1000];

/** A page that changes all the time is asked this often whether what was read is still so. */
const HELD_EVERY_MS = 200;

/** What drawing may take, in milliseconds, while a part of the page glides elsewhere once. */
const GLIDE_MS = 250;

/**
 * Reads and draws in the very frame in which the page changed, so that what the page shows anew is marked as it appears.
 * A page that goes on changing, by a clock or a moving picture say, is read less often.
 */
function frames({ readAgain, draw, mayHold, held }: Omit<PageListeners, 'age' | 'wake'>, signal: AbortSignal) {
  const pace = pacing(() => performance.now());
  /** A reading that took long holds no drawing back: marks that stand elsewhere than their times are wrong. */
  const shifts = pacing(() => performance.now(), GLIDE_MS);
  const touched = gatherTouched();
  let frame = 0;
  let isChanged = false;
  let isDue = false;
  let isMoved = false;
  let isShifted = false;
  let later: ReturnType<typeof setTimeout> | undefined;
  let isHeldAgain = false;
  let holding: ReturnType<typeof setTimeout> | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;

  function read(): void {
    isChanged = false;
    isDue = false;
    readAgain(touched.take());
  }

  /** Other things are drawn while a change waits. */
  const isToBeRead = () => isChanged && (isDue || pace.wait() === 0);

  function inFrame(isReading: boolean): void {
    frame = 0;
    const cause = isMoved ? 'motion' : isReading ? 'reading' : 'time';
    isMoved = false;
    isShifted = false;
    inOneLook(() => {
      if (isReading) read();
      draw(cause);
    });
  }

  // Told in the same frame, once the page was laid out: to ask for places earlier would lay it out once more.
  const laidOut = new ResizeObserver(() => {
    laidOut.disconnect();
    if (isToBeRead()) {
      pace.spend(() => inFrame(true));
      if (pace.wait() > 0) mayHold();
    } else if (isShifted) shifts.spend(() => inFrame(false));
    else inFrame(false);
  });

  function schedule(): void {
    if (frame !== 0 || document.hidden || signal.aborted) return;
    frame = requestAnimationFrame(() => laidOut.observe(document.documentElement));
  }

  function moved(): void {
    isMoved = true;
    schedule();
  }

  /** As the page calls for it, however often that is: in the next frame, or later. */
  function shifted(): void {
    if (signal.aborted) return;
    isMoved = true;
    isShifted = true;
    const wait = shifts.wait();
    if (wait === 0) schedule();
    else soon ??= setTimeout(shiftDue, wait);
  }

  function shiftDue(): void {
    soon = undefined;
    schedule();
  }

  /** The page was laid out this moment, so its places are asked for at no cost. It is not read: nodes are as they were. */
  function resized(): void {
    if (document.hidden || signal.aborted) return;
    if (shifts.wait() > 0) shifted();
    else shifts.spend(() => draw('motion'));
  }

  /** Nothing is drawn in a page that is hidden, but what it shows is asked for. */
  function due(): void {
    later = undefined;
    if (document.hidden) pace.spend(read);
    else {
      isDue = true;
      schedule();
    }
  }

  /** At once, and then now and then. */
  function hold(): void {
    isHeldAgain = holding !== undefined;
    if (isHeldAgain) return;
    held();
    holding = setTimeout(() => {
      holding = undefined;
      if (isHeldAgain && isChanged) hold();
    }, HELD_EVERY_MS);
  }

  function changed(records?: readonly MutationRecord[]): void {
    if (signal.aborted) return;
    touched.add(records);
    isChanged = true;
    const wait = pace.wait();
    if (wait === 0 && !document.hidden) return schedule();
    later ??= setTimeout(due, wait);
    if (!document.hidden) hold();
  }

  function forgive(): void {
    pace.forgive();
    shifts.forgive();
  }

  // Somebody who clicks fast through weeks sees each of them marked, also on a slow computer.
  for (const kind of ['click', 'keydown']) {
    window.addEventListener(kind, forgive, { signal, capture: true, passive: true });
  }
  signal.addEventListener('abort', () => {
    clearTimeout(later);
    clearTimeout(holding);
    clearTimeout(soon);
    cancelAnimationFrame(frame);
    laidOut.disconnect();
  });
  return { schedule, moved, changed, shifted, resized };
}

/** Follows the page's changes, scrolling, size and time until the signal ends. */
export function onPageChange(listeners: PageListeners, signal: AbortSignal): PageFollowing {
  const { wake, age } = listeners;
  const { schedule, moved, changed, ...shifts } = frames(listeners, signal);
  const { around } = onShift({ resized: shifts.resized, moved: shifts.shifted }, signal);
  let lastTick = Date.now();

  function tick(): void {
    const now = Date.now();
    if (now - lastTick > SLEPT_MS && !document.hidden) wake();
    lastTick = now;
    if (!document.hidden && !age()) schedule();
  }

  let settling: ReturnType<typeof setTimeout>[] = [];
  function resized(): void {
    moved();
    for (const timeout of settling) clearTimeout(timeout);
    settling = RESIZED_MS.map((wait) => setTimeout(moved, wait));
  }

  const mutations = new MutationObserver(changed);
  mutations.observe(document, WATCHED);
  const timer = setInterval(tick, TICK_MS);
  // What is typed or chosen changes no node.
  for (const kind of ['input', 'change']) document.addEventListener(kind, () => changed(), { signal, capture: true });
  window.addEventListener('scroll', moved, { signal, capture: true, passive: true });
  window.addEventListener('resize', resized, { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      wake();
      moved();
    },
    { signal },
  );
  signal.addEventListener('abort', () => {
    mutations.disconnect();
    clearInterval(timer);
    for (const timeout of settling) clearTimeout(timeout);
  });
  return { draw: schedule, readAgain: () => changed([]), around };
}
