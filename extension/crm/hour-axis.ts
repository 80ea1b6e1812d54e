import { rectOf } from './one-look.ts';
import { remembered } from './remembered.ts';
import { minutesOf } from './slot-text.ts';

/** An hour that stands beside a grid. */
export interface HourLabel {
  readonly element: HTMLElement;
  readonly minutes: number;
}

/** The hours of one grid, from the first to the last; the same distance lies between any two that follow each other. */
export interface HourAxis {
  readonly labels: readonly HourLabel[];
  /** Pixels to an hour, as measured when it was read. */
  readonly pitch: number;
}

/** "12:30 PM" and "vormittags 10" stand in it; a longer text is no label. */
const LONGEST = 20;
const DIGIT = /\p{Nd}/u;
/** What can be pressed is an event with its time. */
const EVENT = 'a, button, [role="button"], [tabindex]';
const FEWEST = 4;
const LEAST_PITCH = 12;
/** A line of text may be set half a pixel higher or lower. */
const STRAIGHT_PX = 1.5;

/** The minutes that a label means: "7am", "7 Uhr", "07:00", "午前7時"; null for a bare number and for anything else. */
export function hourOf(text: string, languages: readonly string[]): number | null {
  return text.length > LONGEST || !DIGIT.test(text) ? null : hourIn(text, languages.join());
}

const hourIn = remembered((text: string, known: string) => {
  const languages = known.split(',').filter(Boolean);
  const plain = text.trim();
  const whole = minutesOf(plain, languages);
  if (whole !== null) return whole;
  const [, lead = '', hour = '', trail = ''] = /^(\D*)(\d{1,2})(\D*)$/u.exec(plain) ?? [];
  const words = trail.replace(/^\s*[時时시點点]/u, '');
  const hasWords = /\p{L}/u.test(lead + trail);
  return hour && hasWords ? minutesOf(`${lead}${hour}:00${words}`, languages) : null;
});

interface Placed extends HourLabel {
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

function labelsIn(root: ParentNode, languages: readonly string[]): Placed[] {
  return [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
    if (element.childElementCount > 0) return [];
    const minutes = hourOf(element.textContent ?? '', languages);
    if (minutes === null || element.closest(EVENT)) return [];
    const { left, right, top, height } = rectOf(element);
    return height > 0 ? [{ element, minutes, left, right, top }] : [];
  });
}

function inLine(labels: readonly Placed[], side: 'left' | 'right'): Placed[][] {
  const lines = new Map<number, Placed[]>();
  for (const label of labels) {
    const at = Math.round(label[side]);
    lines.set(at, [...(lines.get(at) ?? []), label]);
  }
  return [...lines.values()];
}

/** The labels as an axis; null where they are too few, out of order, or not as far from each other as their hours are. */
function axisOf(labels: readonly Placed[]): HourAxis | null {
  const sorted = [...labels].sort((a, b) => a.top - b.top);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (sorted.length < FEWEST || !first || !last || last.minutes <= first.minutes) return null;
  const perMinute = (last.top - first.top) / (last.minutes - first.minutes);
  const isStraight = sorted.every(
    ({ top, minutes }, index) =>
      Math.abs(top - first.top - (minutes - first.minutes) * perMinute) <= STRAIGHT_PX &&
      minutes > (sorted[index - 1]?.minutes ?? -1),
  );
  const pitch = perMinute * 60;
  return isStraight && pitch >= LEAST_PITCH ? { labels: sorted, pitch } : null;
}

/** Everything in `root` that stands there like the hours of a grid, the longest first. */
export function hourAxes(root: ParentNode, languages: readonly string[]): HourAxis[] {
  const labels = labelsIn(root, languages);
  const axes = [...inLine(labels, 'right'), ...inLine(labels, 'left')].flatMap((line) => axisOf(line) ?? []);
  axes.sort((a, b) => b.labels.length - a.labels.length);
  // Labels that are all as wide as each other stand in line at both sides.
  return axes.filter((axis, index) => !axes.slice(0, index).some((longer) => holds(longer, axis)));
}

const holds = (longer: HourAxis, axis: HourAxis) =>
  axis.labels.every(({ element }) => longer.labels.some((label) => label.element === element));
