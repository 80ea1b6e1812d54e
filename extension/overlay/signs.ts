import type { Trouble } from '../background/messages.ts';
import { type Corner, clearPlace } from './clear-place.ts';
import type { Ageing } from './knowledge.ts';
import type { Layer } from './layer.ts';
import { node } from './node.ts';
import { REMEDY_WORDS } from './remedy-words.ts';
import { MARKS } from './style/marks.ts';

export interface Signs {
  /** The age chip at the first of the corners where it covers nothing of the page; nowhere without one. */
  chip(chip: Ageing['chip'] | null, corners: readonly Corner[], isDark: boolean): void;
  /** The one banner of the view. */
  banner(trouble: Trouble | null, isDark: boolean): void;
}

/** The chip and the banner of a view: at most one of each. */
export function createSigns(
  { host, root, wear }: Pick<Layer, 'host' | 'root' | 'wear'>,
  onRemedy: (remedy: 'connect' | 'welcome') => void,
  signal: AbortSignal,
): Signs {
  wear(MARKS);
  const chipNode = node('div', 'chip tone');
  chipNode.setAttribute('role', 'status');
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
  button.addEventListener('click', () => remedy && onRemedy(remedy), { signal });
  signal.addEventListener('abort', () => {
    chipNode.remove();
    bannerNode.remove();
  });
  return {
    chip(chip, corners, isDark) {
      if (!chip || corners.length === 0) return chipNode.remove();
      chipNode.className = `chip tone ${chip.tone}${isDark ? ' dark' : ''}`;
      if (text.textContent !== chip.text) text.textContent = chip.text;
      dot.hidden = chip.tone === 'none';
      if (!chipNode.isConnected) root.append(chipNode);
      const size = { width: chipNode.offsetWidth, height: chipNode.offsetHeight };
      const { right, top } = clearPlace(corners, size, host) ?? { right: 0, top: 0 };
      chipNode.style.transform = `translate(${Math.round(right - size.width)}px, ${Math.round(top)}px)`;
    },
    banner(trouble, isDark) {
      if (!trouble) return bannerNode.remove();
      bannerNode.className = `banner tone${isDark ? ' dark' : ''}`;
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
}
