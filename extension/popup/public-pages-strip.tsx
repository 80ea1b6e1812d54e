import type { Crm } from '../../shared/contract/crm.ts';
import { needsThePerson, remedyInWords, standingInWords } from '../public-pages/state-words.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { WORDS } from './words.ts';

interface PublicPagesStripProps {
  crm: Crm;
  now: number;
  timeZone: string;
  onOpen: () => void;
}

/** That public booking pages are no longer kept right, and the way to mend it; nothing while all goes on by itself. */
export function PublicPagesStrip({ crm, now, timeZone, onOpen }: PublicPagesStripProps) {
  return (
    <Spoken>
      {needsThePerson(crm) && (
        <Notice tone="failed">
          <p>
            <strong>{WORDS.publicPages}</strong> {standingInWords(crm, now, timeZone)}
            {crm.missingScopes.length > 0 && ` ${WORDS.missingScopes(crm.missingScopes)}`}
          </p>
          <div class="row answers">
            <button type="button" class="button small" onClick={onOpen}>
              {remedyInWords(crm)}
            </button>
          </div>
        </Notice>
      )}
    </Spoken>
  );
}
