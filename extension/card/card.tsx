import { useState } from 'preact/hooks';
import type { CardState } from '../background/card-messages.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import type { CardClient } from './card-client.ts';
import type { CardLink } from './card-link.ts';
import { CardTitle } from './card-title.tsx';
import { Connected } from './connected.tsx';
import { CARD_WORDS as WORDS } from './words.ts';

export interface CardProps {
  state: CardState | null;
  client: CardClient;
  open: CardLink['open'];
}

/** The card "iCloud Calendar": how the connection of who is signed in stands, and all that can be done about it. */
export function Card({ state, client, open }: CardProps) {
  return (
    <section class="card" aria-label={WORDS.title}>
      {state?.kind === 'connected' ? (
        <Connected key={state.connection.id} state={state} client={client} open={open} />
      ) : (
        <Unconnected state={state} open={open} />
      )}
    </section>
  );
}

function Unconnected({ state, open }: Omit<CardProps, 'client'>) {
  return (
    <div class="unconnected">
      <CardTitle />
      <div class="spread stack">
        <p>{WORDS.what}</p>
        <Spoken>{state === null ? <p class="secondary">{WORDS.looking}</p> : <Why state={state} />}</Spoken>
      </div>
      {state?.kind === 'none' && <ConnectButton onConnect={() => open('connect')} />}
      {state?.kind === 'away' && state.canSetUp && (
        <button type="button" class="button" onClick={() => open('welcome')}>
          {WORDS.setUp}
        </button>
      )}
    </div>
  );
}

function Why({ state }: { state: CardState }) {
  if (state.kind === 'away') return <Notice tone="failed">{state.words}</Notice>;
  if (state.kind === 'nobody') return <p class="secondary">{WORDS.nobody}</p>;
  if (state.kind === 'connected') return null;
  return (
    <p class="secondary">
      {[WORDS.forWhom(state.userName, state.locationName), WORDS.onePerUser, WORDS.ownWindow].filter(Boolean).join(' ')}
    </p>
  );
}

/** Heeds people alone: the page's scripts may press what they find. */
function ConnectButton({ onConnect }: { onConnect: () => void }) {
  const [pressed, setPressed] = useState(false);
  return (
    <button
      type="button"
      class="button primary"
      disabled={pressed}
      onClick={(event) => {
        if (!event.isTrusted) return;
        setPressed(true);
        setTimeout(() => setPressed(false), 1000);
        onConnect();
      }}
    >
      {WORDS.connect}
    </button>
  );
}
