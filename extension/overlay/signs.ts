import type { Trouble } from '../background/messages.ts';
import { type Corner, clearPlace, isStillClear, type Place } from './clear-place.ts';
import type { Ageing } from './knowledge.ts';
import type { Layer } from './layer.ts';
import { node } from './node.ts';
import { REMEDY_WORDS } from './remedy-words.ts';
import { MARKS } from './style/marks.ts';

export interface Signs {
  /**
   * The age chip at the first of the corners where it covers nothing of the page; nowhere without one. While nothing
   * moved in the page it stays where it hangs: to look for a place asks the page much.
   */
  chip(chip: Ageing['chip'] | null, corners: readonly Corner[], look: { isDark: boolean; isMoved: boolean }): void;
  /** The same chip with another age: it hangs where it did. */
  age(chip: Ageing['chip'] | null): void;
  /** The one banner of the view. */
  banner(trouble: Trouble | null, isDark: boolean): void;
}

function wearClass(element: HTMLElement, name: string): void {
  if (element.className !== name) element.className = name;
}

/** The page below a chip that stays is looked at once it has come to rest … */
const SETTLED_MS = 150;
/** … at a few points, and now and then at all of them. */
const WHOLLY_EVERY_MS = 20_000;

const NOWHERE = { corners: [], look: { isDark: false, isMoved: false } };

type Chip = Ageing['chip'];
type Size = { readonly width: number; readonly height: number };

const chipClass = ({ tone }: Chip, isDark: boolean) => `chip tone ${tone}${isDark ? ' dark' : ''}`;

/**
 * Where the chip hangs. Its digits are all as wide as one another: a new age is measured only where it has more of them, and
 * one with fewer takes no less room.
 */
function chipHanging(chipNode: HTMLElement, host: Element, signal: AbortSignal) {
  let known: { readonly key: string; readonly letters: number; readonly size: Size } | null = null;
  let hung = '';
  let sized = '';
  let looked: { readonly at: number; readonly place: Place } | null = null;
  let later: ReturnType<typeof setTimeout> | undefined;

  function look(corners: readonly Corner[], size: Size): void {
    clearTimeout(later);
    later = undefined;
    const place = clearPlace(corners, size, host);
    looked = { at: performance.now(), place };
    hangAt(place, size);
  }

  function hangAt({ corner: { right, top } }: Place, size: Size): void {
    chipNode.style.transform = `translate(${Math.round(right - size.width)}px, ${Math.round(top)}px)`;
  }

  /** An age of one digit more. */
  function resize(corners: readonly Corner[], size: Size): void {
    if (looked && isStillClear(looked.place, size, host)) hangAt(looked.place, size);
    else look(corners, size);
  }

  function lookAgain(corners: readonly Corner[], size: Size): void {
    later = undefined;
    const isDue = looked === null || performance.now() - looked.at > WHOLLY_EVERY_MS;
    if (isDue || !looked || !isStillClear(looked.place, size, host)) look(corners, size);
  }

  signal.addEventListener('abort', () => clearTimeout(later));
  const keyOf = (chip: Chip, isDark: boolean) =>
    `${chipClass(chip, isDark)} ${devicePixelRatio} ${chip.text.replace(/\d+/g, '0')}`;
  return {
    /** Null where it has to be measured first. */
    sizeOf(chip: Chip, isDark: boolean): Size | null {
      const isKnown = known?.key === keyOf(chip, isDark) && chip.text.length <= known.letters;
      return known && isKnown && chipNode.isConnected ? known.size : null;
    },
    measured(chip: Chip, isDark: boolean): Size {
      chipNode.style.minWidth = '';
      const size = { width: chipNode.offsetWidth, height: chipNode.offsetHeight };
      chipNode.style.minWidth = `${size.width}px`;
      known = { key: keyOf(chip, isDark), letters: chip.text.length, size };
      return size;
    },
    at(corners: readonly Corner[], size: Size, isMoved: boolean): void {
      const where = JSON.stringify([corners, innerWidth, innerHeight]);
      const isSame = where === hung;
      const isSized = `${size.width} ${size.height}` === sized;
      hung = where;
      sized = `${size.width} ${size.height}`;
      if (!isSame) look(corners, size);
      else if (!isSized) resize(corners, size);
      else if (isMoved) later ??= setTimeout(lookAgain, SETTLED_MS, corners, size);
    },
  };
}

/** The chip and the banner of a view: at most one of each. */
export function createSigns(
  { host, root, wear }: Pick<Layer, 'host' | 'root' | 'wear'>,
  onRemedy: (remedy: 'connect' | 'welcome') => void,
  signal: AbortSignal,
): Signs {
  wear(MARKS);
  const chipNode = node('div', 'chip tone');
  const dot = node('span', 'dot');
  const text = node('span');
  chipNode.append(dot, text);
  const bannerNode = node('div', 'banner tone');
  bannerNode.setAttribute('role', 'status');
  const said = node('div');
  const words = node('span');
  const missed = node('span', 'missed');
  said.append(words, missed);
  const button = node('button');
  button.type = 'button';
  bannerNode.append(said, button);
  let remedy: Trouble['remedy'] = null;
  const hang = chipHanging(chipNode, host, signal);
  let where: { corners: readonly Corner[]; look: { isDark: boolean; isMoved: boolean } } = NOWHERE;
  button.addEventListener('click', () => remedy && onRemedy(remedy), { signal });
  signal.addEventListener('abort', () => {
    chipNode.remove();
    bannerNode.remove();
  });
  const signs: Signs = {
    chip(chip, corners, look) {
      where = { corners, look: { ...look, isMoved: false } };
      if (!chip || corners.length === 0) return chipNode.remove();
      const known = hang.sizeOf(chip, look.isDark);
      // While its size is known the page is asked before anything is written: asked afterwards, it would lay itself out anew.
      if (known) hang.at(corners, known, look.isMoved);
      wearClass(chipNode, chipClass(chip, look.isDark));
      // A status is read out whenever it changes, an age that runs is not.
      chipNode.setAttribute('role', chip.tone === 'none' ? 'status' : 'timer');
      if (text.textContent !== chip.text) text.textContent = chip.text;
      dot.hidden = chip.tone === 'none';
      if (!chipNode.isConnected) root.append(chipNode);
      if (!known) hang.at(corners, hang.measured(chip, look.isDark), true);
    },
    age: (chip) => signs.chip(chip, where.corners, where.look),
    banner(trouble, isDark) {
      if (!trouble) return bannerNode.remove();
      wearClass(bannerNode, `banner tone${isDark ? ' dark' : ''}`);
      if (words.textContent !== trouble.words) words.textContent = trouble.words;
      const more = (trouble.missed ?? []).join(' ');
      if (missed.textContent !== more) missed.textContent = more;
      missed.hidden = more === '';
      remedy = trouble.remedy;
      button.hidden = remedy === null;
      if (remedy) button.textContent = REMEDY_WORDS[remedy];
      if (!bannerNode.isConnected) root.append(bannerNode);
    },
  };
  return signs;
}
