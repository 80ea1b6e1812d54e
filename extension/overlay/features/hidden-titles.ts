import { say } from '../../words/say.ts';
import type { Feature } from '../feature.ts';

const wordsOf = (isHidden: boolean, key: string | null): string => {
  if (!isHidden) return say('overlayTitlesShown');
  return key ? say('overlayTitlesHiddenBy', key) : say('overlayTitlesHidden');
};

/** Says that one key hid all titles, or shows them again. Try: Alt+Shift+H on any page that is marked */
export const hiddenTitles: Feature = {
  name: 'hidden-titles',
  runsOn: () => true,
  init({ toast, onMessage }) {
    onMessage((message) => {
      if (message.type !== 'titles' || document.hidden) return;
      const words = wordsOf(message.isHidden, message.key);
      toast({ key: 'titles', tone: 'plain', words, stays: false, remedy: null });
    });
  },
};
