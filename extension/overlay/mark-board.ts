import { createDetailsOpening, type DetailsStage } from './details-opening.ts';
import type { Mark } from './mark.ts';
import { createMarkView, type MarkView } from './mark-view.ts';

interface Shown {
  mark: Mark;
  readonly view: MarkView;
}

export type BoardStage = Omit<DetailsStage, 'tagOf'>;

/** Draws marks and opens their details. Marks keep their nodes from one drawing to the next by their key. */
export function createMarkBoard({ layer, bring, acts }: BoardStage, signal: AbortSignal) {
  const shown = new Map<string, Shown>();
  const tagOf = (key: string) => shown.get(key)?.view.tag;
  const details = createDetailsOpening({ layer, bring, acts, tagOf }, signal);

  function viewOf(mark: Mark): Shown {
    const known = shown.get(mark.key);
    if (known) return known;
    const made: Shown = { mark, view: createMarkView() };
    shown.set(mark.key, made);
    layer.root.append(made.view.element);
    details.listen(made.view.tag, () => made.mark);
    return made;
  }

  function removeAllBut(keys: ReadonlySet<string>): void {
    for (const [key, { view }] of shown) {
      if (keys.has(key)) continue;
      details.lose(key);
      view.element.remove();
      shown.delete(key);
    }
  }

  function draw(marks: readonly Mark[]): void {
    removeAllBut(new Set(marks.map(({ key }) => key)));
    for (const mark of marks) {
      const one = viewOf(mark);
      one.mark = mark;
      one.view.update(mark);
      details.follow(mark);
    }
  }

  signal.addEventListener('abort', () => removeAllBut(new Set()));
  return { draw };
}
