import { Notice, Spoken } from '../ui/notice.tsx';
import type { BridgeView } from './use-bridge.ts';
import { WORDS } from './words.ts';

interface EmptyProps {
  view: BridgeView;
  onOpenWelcome: () => void;
}

/** The popup before there is a connection to show: one sentence, one button. */
export function Empty({ view, onOpenWelcome }: EmptyProps) {
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
    </main>
  );
}
