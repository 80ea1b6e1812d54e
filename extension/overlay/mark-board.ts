import { createDetailsPanel } from './details-panel.ts';
import type { Layer } from './layer.ts';
import type { Mark } from './mark.ts';
import { createMarkView, type MarkView } from './mark-view.ts';

const HOVER_MS = 300;

interface Shown {
  mark: Mark;
  readonly view: MarkView;
}

/** Draws marks and opens their details. Marks keep their nodes from one drawing to the next by their key. */
export function createMarkBoard({ host, root }: Layer, signal: AbortSignal) {
  const shown = new Map<string, Shown>();
  const details = createDetailsPanel(root);
  let isPinned = false;
  let hover: ReturnType<typeof setTimeout> | undefined;

  /** What merely the pointer opened gives way to the note beside a picked time. */
  function pin(on: boolean): void {
    isPinned = on;
    details.panel.toggleAttribute('data-pinned', on);
  }

  function close(): void {
    // A hover that has just begun would open again what a click or Escape closes.
    clearTimeout(hover);
    pin(false);
    details.hide();
  }

  function later(what: () => void): void {
    clearTimeout(hover);
    hover = setTimeout(what, HOVER_MS);
  }

  function leave(): void {
    later(() => {
      if (!isPinned) close();
    });
  }

  function listen(one: Shown): void {
    const { tag } = one.view;
    tag.addEventListener('pointerenter', () => later(() => details.show(one.mark)), { signal });
    tag.addEventListener('pointerleave', leave, { signal });
    tag.addEventListener(
      'click',
      (event) => {
        event.stopPropagation();
        const wasOpen = isPinned && details.shownFor() === one.mark.key;
        close();
        if (wasOpen) return;
        pin(true);
        details.show(one.mark);
      },
      { signal },
    );
  }

  function viewOf(mark: Mark): Shown {
    const known = shown.get(mark.key);
    if (known) return known;
    const made = { mark, view: createMarkView() };
    shown.set(mark.key, made);
    root.append(made.view.element);
    listen(made);
    return made;
  }

  function draw(marks: readonly Mark[]): void {
    const keys = new Set(marks.map(({ key }) => key));
    for (const [key, { view }] of shown) {
      if (keys.has(key)) continue;
      view.element.remove();
      shown.delete(key);
      if (details.shownFor() === key) close();
    }
    for (const mark of marks) {
      const one = viewOf(mark);
      one.mark = mark;
      one.view.update(mark);
      if (details.shownFor() === mark.key) details.show(mark);
    }
  }

  details.panel.addEventListener('pointerenter', () => clearTimeout(hover), { signal });
  details.panel.addEventListener('pointerleave', leave, { signal });
  const onKey = (event: KeyboardEvent) => {
    const key = details.shownFor();
    if (event.key !== 'Escape' || key === null) return;
    close();
    shown.get(key)?.view.tag.focus();
  };
  window.addEventListener('keydown', onKey, { signal, capture: true });
  window.addEventListener('pointerdown', (event) => !event.composedPath().includes(host) && close(), {
    signal,
    capture: true,
  });
  signal.addEventListener('abort', () => {
    clearTimeout(hover);
    close();
    for (const { view } of shown.values()) view.element.remove();
    shown.clear();
  });
  return { draw };
}
