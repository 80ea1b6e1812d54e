import { type Box, common, grown } from './box.ts';
import type { Mark } from './mark.ts';
import { node } from './node.ts';

/** Below this width a mark has room for an icon alone. */
const NARROW_PX = 90;
/** Beside a text of the page there is room for words from here on. */
const WORDS_PX = 44;
const TAG_HEIGHT = 24;
/** Above and below the words of a tag, where it can be hit and shows nothing. */
const TAG_AIR = 4;
const SVG = 'http://www.w3.org/2000/svg';

export interface MarkView {
  readonly element: HTMLElement;
  readonly tag: HTMLButtonElement;
  update(mark: Mark): void;
}

function blockedIcon(): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 12 12');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', 'M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M3 9l6-6');
  path.setAttribute('fill', 'none');
  path.setAttribute('stroke', 'currentColor');
  path.setAttribute('stroke-width', '1.5');
  svg.append(path);
  return svg;
}

function rectPath({ left, top, right, bottom }: Box): string {
  return `M${left} ${top}H${right}V${bottom}H${left}Z`;
}

/** A clip path that leaves out the boxes to keep clear. `origin` is the hatch's own corner. */
export function hatchPath(area: Box, clear: readonly Box[]): string {
  const shifted = (box: Box): Box => ({
    left: Math.round(box.left - area.left),
    top: Math.round(box.top - area.top),
    right: Math.round(box.right - area.left),
    bottom: Math.round(box.bottom - area.top),
  });
  const holes = clear.flatMap((box) => common(grown(box, 4), area) ?? []);
  return `path(evenodd, "${[area, ...holes].map(shifted).map(rectPath).join('')}")`;
}

function hatchArea({ box, isThird }: Mark): Box {
  return isThird ? { ...box, left: box.left + (box.right - box.left) * 0.666 } : box;
}

function inset(box: Box, seen: Box): string {
  const sides = [seen.top - box.top, box.right - seen.right, box.bottom - seen.bottom, seen.left - box.left];
  return sides.some((side) => side > 0.5)
    ? `inset(${sides.map((side) => `${Math.max(0, side)}px`).join(' ')})`
    : 'none';
}

/** In a list the tag stays right of the page's own text; of words too long for one line the last are seen. */
function leftLimit({ tagAt, clear }: Mark, seen: Box): number {
  const ends = clear.map(({ right }) => right + 6).filter((right) => seen.right - right >= 24);
  return tagAt === 'middle' ? Math.max(seen.left + 6, ...ends) : seen.left + 6;
}

/** Where the tag hangs in a block of a grid: at its top, else below an event of the page, else at its end: titles stand on top. */
function gridTop({ box, clear }: Mark, seen: Box): number {
  const low = Math.max(box.top, seen.bottom - TAG_HEIGHT);
  const first = Math.min(seen.top, low);
  const isClear = (top: number) =>
    !clear.some((event) => event.top < top + TAG_HEIGHT - TAG_AIR && top + TAG_AIR < event.bottom - 0.5);
  const below = clear.map(({ bottom }) => bottom - TAG_AIR).sort((a, b) => a - b);
  return [first, ...below.filter((top) => top > first && top <= low)].find(isClear) ?? low;
}

type Styling = (property: string, value: string) => void;

/** Sets what is not so yet: the same again would cost the page as much. */
function styling({ style }: HTMLElement): Styling {
  const given = new Map<string, string>();
  return (property, value) => {
    if ((given.get(property) ?? '') === value) return;
    given.set(property, value);
    style.setProperty(property, value);
  };
}

function placeTag(style: Styling, mark: Mark, seen: Box): void {
  const middle = (mark.box.top + mark.box.bottom) / 2 - TAG_HEIGHT / 2;
  const top = mark.tagAt === 'middle' ? middle : gridTop(mark, seen);
  // In a list it hangs in the middle: where that is out of sight, so is the tag.
  const isOut = mark.tagAt === 'middle' && (top + TAG_AIR < seen.top || top + TAG_HEIGHT - TAG_AIR > seen.bottom);
  style('visibility', isOut ? 'hidden' : '');
  style('top', `${top - mark.box.top}px`);
  style('right', mark.kind === 'count' ? 'auto' : `${mark.box.right - seen.right + 4}px`);
  style('max-width', `${Math.max(24, seen.right - leftLimit(mark, seen) - 4)}px`);
}

/** The text of a list's slot fills it almost to its end. */
const isTight = ({ tagAt, box, clear }: Mark) =>
  tagAt === 'middle' && clear.some(({ right }) => right <= box.right && box.right - right < WORDS_PX);

function fillTag(tag: HTMLButtonElement, mark: Mark): void {
  tag.hidden = mark.tag === null;
  if (mark.tag === null) return;
  const face = node('span');
  const hasWords = mark.kind === 'free' || mark.kind === 'count';
  const isNarrow = !hasWords && (mark.box.right - mark.box.left < NARROW_PX || isTight(mark));
  if (isNarrow) face.append(blockedIcon());
  else face.textContent = mark.tag;
  if (tag.firstChild?.isEqualNode(face) !== true) tag.replaceChildren(face);
}

function classOf({ kind, isThird, isDark, tagAt }: Mark): string {
  const wide = kind === 'tentative' || kind === 'travel' ? ' wide' : '';
  return `mark tone ${kind}${wide}${isThird ? ' third' : ''}${isDark ? ' dark' : ''}${tagAt === 'middle' ? ' in-list' : ''}`;
}

/** A sign in a day of a date picker takes no clicks, which are for the day: it is read out all the same. */
function nameSign(ink: HTMLElement, { kind, label }: Mark): void {
  if (!kind.startsWith('day-')) return;
  ink.setAttribute('role', 'img');
  ink.setAttribute('aria-label', label);
}

/** What a tag says to ears; what all tags have in common stands in the element of that id. */
function speak(tag: HTMLElement, { label, details }: Mark, commonId: string): void {
  tag.setAttribute('aria-label', label);
  if (details) tag.setAttribute('aria-describedby', commonId);
  else tag.removeAttribute('aria-describedby');
}

/**
 * The nodes of one mark. They stay while the mark's key does, so that focus on its tag survives. `ageId` is of the element
 * that tells how old all is that the marks tell.
 */
export function createMarkView(ageId: string): MarkView {
  const element = node('div');
  const ink = node('div', 'ink');
  const hatch = node('div', 'hatch');
  const bar = node('div', 'bar');
  const tag = node('button', 'tag');
  tag.type = 'button';
  tag.setAttribute('aria-haspopup', 'dialog');
  element.append(ink, tag);

  const [style, inkStyle, hatchStyle, tagStyle] = [styling(element), styling(ink), styling(hatch), styling(tag)];
  let drawn = '';

  function update(mark: Mark): void {
    const { details, ...look } = mark;
    const wanted = JSON.stringify([look, details !== null]);
    if (wanted === drawn) return;
    drawn = wanted;
    speak(tag, mark, ageId);
    draw(mark);
  }

  function draw(mark: Mark): void {
    const { box, visible } = mark;
    element.hidden = visible === null;
    if (!visible) return;
    const className = classOf(mark);
    if (element.className !== className) element.className = className;
    style('transform', `translate(${box.left}px, ${box.top}px)`);
    style('width', `${box.right - box.left}px`);
    style('height', `${box.bottom - box.top}px`);
    style('border-radius', mark.radius);
    style('--color', mark.color);
    inkStyle('clip-path', inset(box, visible));
    const isHatched = ['busy', 'travel', 'tentative'].includes(mark.kind);
    if (isHatched !== (hatch.parentNode === ink)) ink.replaceChildren(...(isHatched ? [hatch, bar] : []));
    if (isHatched) hatchStyle('clip-path', hatchPath(hatchArea(mark), mark.clear));
    nameSign(ink, mark);
    fillTag(tag, mark);
    placeTag(tagStyle, mark, visible);
  }

  return { element, tag, update };
}
