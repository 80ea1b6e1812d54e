import { createDetailsOpening, type DetailsStage } from './details-opening.ts';
import type { Mark } from './mark.ts';
import { createMarkView, type MarkView } from './mark-view.ts';
import { node } from './node.ts';

const AGE_ID = 'age';

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

const precedes = (first: Element, second: Element) =>
  (first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

function putBetween(element: Element, before: Element | undefined, after: Element | undefined): void {
  if ((!before || precedes(before, element)) && (!after || precedes(element, after))) return;
  if (before) before.after(element);
  else after?.before(element);
}

/** Tab goes through nodes as they stand, so they stand as the marks do. Those that stay are not moved: they have focus. */
function putInOrder(drawn: readonly Shown[], fresh: ReadonlySet<Shown>): void {
  const stays = drawn.filter((one) => !fresh.has(one)).map(({ view }) => view.element);
  let before: Element | undefined;
  for (const one of drawn) {
    const { element } = one.view;
    if (fresh.has(one)) putBetween(element, before, stays[0]);
    else stays.shift();
    before = element;
  }
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
  /** How old all is that the marks tell, once for all of them: it is told anew far more often than they are drawn. */
  const ageNode = node('span');
  ageNode.id = AGE_ID;
  ageNode.hidden = true;
  layer.root.append(ageNode);

  function made(mark: Mark): Shown {
    const one: Shown = { mark, view: createMarkView(AGE_ID) };
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
    const fresh = new Set<Shown>();
    const serve = (mark: Mark) => {
      const one = idle.shift() ?? made(mark);
      fresh.add(one);
      return one;
    };
    const drawn = marks.map((mark) => [mark, shown.get(mark.key) ?? serve(mark)] as const);
    shown.clear();
    for (const [mark, one] of drawn) {
      shown.set(mark.key, one);
      one.mark = mark;
      one.view.update(mark);
      details.follow(mark);
    }
    const told = marks.find((mark) => mark.details !== null);
    if (told?.details) tellAge(told.details.checked);
    putInOrder([...shown.values()], fresh);
    const unused = spare.filter((one) => !fresh.has(one));
    for (const { view } of unused) view.element.remove();
  }

  function tellAge(checked: string): void {
    if (ageNode.textContent !== checked) ageNode.textContent = checked;
  }

  /** The marks stay as they are: what they are known by was checked so long ago. */
  function age(checked: string): void {
    if (ageNode.textContent === checked) return;
    tellAge(checked);
    for (const one of shown.values()) {
      if (!one.mark.details) continue;
      one.mark = { ...one.mark, details: { ...one.mark.details, checked } };
      details.follow(one.mark);
    }
  }

  signal.addEventListener('abort', () => {
    draw([]);
    ageNode.remove();
  });
  return { draw, age };
}
