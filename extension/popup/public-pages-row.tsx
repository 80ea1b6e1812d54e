import type { Crm } from '../../shared/contract/crm.ts';
import { needsThePerson, standingInShort } from '../public-pages/state-words.ts';
import { WORDS } from '../public-pages/words.ts';
import { Icon } from '../ui/icon.tsx';

interface PublicPagesRowProps {
  crm: Crm;
  now: number;
  onOpen: () => void;
}

/** Whether public booking pages are protected, in a few words; leads to the window of it. */
export function PublicPagesRow({ crm, now, onOpen }: PublicPagesRowProps) {
  return (
    <button type="button" class="button public-pages-row" onClick={onOpen}>
      <span class="spread">
        {WORDS.title}
        <span class={needsThePerson(crm) ? 'secondary stopped' : 'secondary'}> {standingInShort(crm, now)}</span>
      </span>
      <Icon name="onward" />
    </button>
  );
}
