import { useEffect, useState } from 'preact/hooks';
import type { Crm } from '../../shared/contract/crm.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { BridgeFailure } from '../bridge-client/failure.ts';
import { WORDS as POPUP_WORDS } from '../popup/words.ts';
import { standingInShort } from '../public-pages/state-words.ts';
import { WORDS as PAGES_WORDS } from '../public-pages/words.ts';
import { Notice } from '../ui/notice.tsx';
import { useNow } from '../ui/use-now.ts';
import { WORDS } from './words.ts';

const LOOK_EVERY_MS = 2_000;

interface PublicPagesProps {
  client: Pick<BridgeClient, 'crm'>;
  connectionId: string;
  onOpen: () => void;
}

/** That customers still see busy times as open, and the way to the window that closes them; once on, how it stands. */
export function PublicPages({ client, connectionId, onOpen }: PublicPagesProps) {
  const now = useNow(LOOK_EVERY_MS);
  const crm = useStanding(client, connectionId, now);
  if (crm === null) return <Notice tone="plain">{WORDS.onlyYou}</Notice>;
  if (crm.state !== 'off') {
    return (
      <Notice tone="plain">
        <strong>{POPUP_WORDS.publicPages}</strong> {standingInShort(crm, now)}
      </Notice>
    );
  }
  return (
    <Notice tone="plain">
      <p>{WORDS.onlyYou}</p>
      <div class="row answers">
        <button type="button" class="button" onClick={onOpen}>
          {PAGES_WORDS.title}
        </button>
      </div>
    </Notice>
  );
}

/** Null until it is known, and with a bridge that is older than this. */
function useStanding(client: Pick<BridgeClient, 'crm'>, connectionId: string, now: number): Crm | null {
  const [crm, setCrm] = useState<Crm | null>(null);
  useEffect(() => {
    let current = true;
    void client.crm(connectionId).then(
      (found) => current && setCrm(found),
      // What keeps the bridge from answering is told by the steps above.
      (error) => {
        if (!(error instanceof BridgeFailure)) throw error;
      },
    );
    return () => {
      current = false;
    };
  }, [client, connectionId, now]);
  return crm;
}
