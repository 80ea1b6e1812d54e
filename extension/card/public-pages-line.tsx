import type { PublicPages } from '../background/card-messages.ts';
import { needsThePerson, remedyInWords, standingInShort } from '../public-pages/state-words.ts';
import { useNow } from '../ui/use-now.ts';
import { CARD_WORDS as WORDS } from './words.ts';

interface PublicPagesLineProps {
  publicPages: PublicPages;
  onOpen: () => void;
}

/** Whether public booking pages are protected, and the way to the window of it. */
export function PublicPagesLine({ publicPages, onOpen }: PublicPagesLineProps) {
  const now = useNow(10_000);
  const stopped = needsThePerson(publicPages);
  return (
    <>
      <dt>{WORDS.publicPages}</dt>
      <dd>
        <span class={stopped ? 'stopped' : undefined}>{standingInShort(publicPages, now)}</span>
        <button type="button" class="link-button" onClick={onOpen}>
          {stopped ? remedyInWords(publicPages) : publicPages.state === 'off' ? WORDS.protect : WORDS.change}
        </button>
      </dd>
    </>
  );
}
