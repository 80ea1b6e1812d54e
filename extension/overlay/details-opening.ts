import type { DetailsPanel } from './details-panel.ts';
import type { EventActs } from './event-entry.ts';
import type { Layer } from './layer.ts';
import type { Mark } from './mark.ts';
import type { BringPart } from './parts.ts';

const HOVER_MS = 300;

export interface DetailsStage {
  readonly layer: Layer;
  readonly bring: BringPart;
  readonly acts: EventActs;
  /** The tag of the mark of that key, while it is drawn. */
  readonly tagOf: (key: string) => HTMLElement | undefined;
}

export interface DetailsOpening {
  /** Opens the details of that mark by a click, Enter or 300 ms of hover on its tag. */
  listen(tag: HTMLElement, mark: () => Mark): void;
  /** The mark was drawn anew. */
  follow(mark: Mark): void;
  /** The mark is gone. */
  lose(key: string): void;
}

/**
 * Opens and closes the one details panel, which is brought into the page when a tag is first pointed at. Only what a
 * person does counts: an event that the page's script made opens nothing.
 */
export function createDetailsOpening({ layer, bring, acts, tagOf }: DetailsStage, signal: AbortSignal): DetailsOpening {
  let panel: DetailsPanel | null = null;
  let wanted: Mark | null = null;
  let isPinned = false;
  let hover: ReturnType<typeof setTimeout> | undefined;

  const warm = () => void bring('details');

  async function come(): Promise<void> {
    const create = await bring('details');
    if (signal.aborted) return;
    const onPointer = (isOver: boolean) => (isOver ? clearTimeout(hover) : leave());
    panel ??= create(layer, { ...actsThatClose, onPointer, onClose: close }, signal);
    if (wanted) panel.show(wanted, isPinned);
  }

  function show(mark: Mark, pinned: boolean): void {
    wanted = mark;
    isPinned = pinned;
    if (panel) panel.show(mark, pinned);
    else void come();
  }

  function close(): void {
    // A hover that has just begun would open again what a click or Escape closes.
    clearTimeout(hover);
    const key = wanted?.key;
    const hadFocus = panel?.hasFocus() ?? false;
    wanted = null;
    panel?.hide();
    if (hadFocus && key !== undefined) tagOf(key)?.focus();
  }

  const actsThatClose: EventActs = {
    onIgnore(event, always) {
      close();
      acts.onIgnore(event, always);
    },
    onStopIgnoring(event) {
      close();
      acts.onStopIgnoring(event);
    },
  };

  function later(what: () => void): void {
    clearTimeout(hover);
    hover = setTimeout(what, HOVER_MS);
  }

  function leave(): void {
    later(() => {
      if (!isPinned) close();
    });
  }

  function clicked(mark: Mark): void {
    const wasOpen = isPinned && wanted?.key === mark.key;
    close();
    if (!wasOpen) show(mark, true);
  }

  function pressed(event: KeyboardEvent): void {
    const key = wanted?.key;
    if (!event.isTrusted || event.key !== 'Escape' || key === undefined) return;
    close();
    tagOf(key)?.focus();
  }

  const isOutside = (event: Event) => !event.composedPath().includes(layer.host);

  window.addEventListener('keydown', pressed, { signal, capture: true });
  window.addEventListener('pointerdown', (event) => isOutside(event) && close(), { signal, capture: true });
  signal.addEventListener('abort', close);
  return {
    listen(tag, mark) {
      const on = (kind: string, what: () => void) =>
        tag.addEventListener(kind, (event) => event.isTrusted && what(), { signal });
      on('focus', warm);
      on('pointerenter', () => {
        warm();
        later(() => show(mark(), false));
      });
      on('pointerleave', leave);
      on('click', () => clicked(mark()));
    },
    follow(mark) {
      if (wanted?.key === mark.key) show(mark, isPinned);
    },
    lose(key) {
      if (wanted?.key === key) close();
    },
  };
}
