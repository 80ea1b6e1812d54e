import { createDetailsOpening, type DetailsStage } from './details-opening.ts';
import type { Mark } from './mark.ts';
import { createMarkView, type MarkView } from './mark-view.ts';

interface Shown {
  mark: Mark;
  readonly view: MarkView;
}

/** Two marks of one key are both drawn: the later one under a key of its own. */
export function withOwnKeys(marks: readonly Mark[]): Mark[] {
  const times = new Map<string, number>();
  return marks.map((mark) => {
    const time = (times.get(mark.key) ?? 0) + 1;
    times.set(mark.key, time);
    return time === 1 ? mark : { ...mark, key: `${mark.key} again ${time}` };
  });
}

export type BoardStage = Omit<DetailsStage, 'tagOf'>;

/**
 * Draws marks and opens their details. Marks keep their nodes from one drawing to the next by their key; nodes of a mark
 * that is gone serve the next new one, so that a step to another week makes hardly any.
 */
export function createMarkBoard({ layer, bring, acts }: BoardStage, signal: AbortSignal) {
  const shown = new Map<string, Shown>();
  const tagOf = (key: string) => shown.get(key)?.view.tag;
  const details = createDetailsOpening({ layer, bring, acts, tagOf }, signal);

  function made(mark: Mark): Shown {
    const one: Shown = { mark, view: createMarkView() };
    layer.root.append(one.view.element);
    details.listen(one.view.tag, () => one.mark);
    return one;
  }

  /** Takes those off the board whose marks are gone. */
  function takeAllBut(keys: ReadonlySet<string>): Shown[] {
    const gone = [...shown].filter(([key]) => !keys.has(key));
    for (const [key] of gone) {
      details.lose(key);
      shown.delete(key);
    }
    return gone.map(([, one]) => one);
  }

  function draw(given: readonly Mark[]): void {
    const marks = withOwnKeys(given);
    const spare = takeAllBut(new Set(marks.map(({ key }) => key)));
    // Focus stays with what it was on: it does not go over to another mark.
    const focused = (layer.root.getRootNode() as ShadowRoot | Document).activeElement;
    const idle = spare.filter(({ view }) => view.tag !== focused);
    for (const mark of marks) {
      const one = shown.get(mark.key) ?? idle.pop() ?? made(mark);
      shown.set(mark.key, one);
      one.mark = mark;
      one.view.update(mark);
      details.follow(mark);
    }
    const unused = spare.filter((one) => shown.get(one.mark.key) !== one);
    for (const { view } of unused) view.element.remove();
  }

  signal.addEventListener('abort', () => draw([]));
  return { draw };
}
