import type { KeptBookings } from '../state/kept-bookings.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { KeptLists } from './kept-lists.tsx';
import { SettingsLine } from './settings-line.tsx';
import type { BridgeView } from './use-bridge.ts';
import { WORDS } from './words.ts';

interface EmptyProps {
  view: BridgeView;
  kept: KeptBookings;
  lookAgain: () => Promise<void>;
  onOpenWelcome: () => void;
}

/** The popup before there is a connection to show: one sentence, one button, and the bookings that are kept meanwhile. */
export function Empty({ view, kept, lookAgain, onOpenWelcome }: EmptyProps) {
  const { failure } = view;
  return (
    <main class="room">
      <header class="head">
        <img src="../icons/32.png" alt="" width="20" height="20" />
        <h1 class="card-title">{WORDS.product}</h1>
      </header>
      <Spoken>
        {failure === null && view.connections === null && <p class="secondary">{WORDS.looking}</p>}
        {failure === null && view.connections !== null && <Notice tone="plain">{WORDS.noConnection}</Notice>}
        {failure?.code === 'not-paired' && <Notice tone="plain">{WORDS.notPaired}</Notice>}
        {failure?.code === 'bridge-unreachable' && <Notice tone="failed">{WORDS.notRunning}</Notice>}
        {failure && !['not-paired', 'bridge-unreachable'].includes(failure.code) && (
          <Notice tone="failed">{failure.message}</Notice>
        )}
      </Spoken>
      {(failure !== null || view.connections !== null) && (
        <button type="button" class="button primary" onClick={onOpenWelcome}>
          {failure?.code === 'bridge-unreachable' ? WORDS.howToStart : WORDS.setUp}
        </button>
      )}
      {view.kept && <KeptLists all={view.kept} dismiss={kept.dismissTrouble} lookAgain={lookAgain} />}
      <SettingsLine />
    </main>
  );
}
