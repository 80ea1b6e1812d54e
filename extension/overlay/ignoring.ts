import type { PageMessage, WorkerMessage } from '../background/messages.ts';
import { say } from '../words/say.ts';
import type { EventActs } from './event-entry.ts';
import type { Toast } from './toasts.ts';

const UNDO_MS = 10_000;

export interface Ignoring {
  readonly acts: EventActs;
  hear(message: WorkerMessage): void;
}

/** Hands the person's wishes about events to the worker, and tells what became of each, with 10 s to take it back. */
export function createIgnoring(tell: (message: PageMessage) => void, toast: (toast: Toast) => void): Ignoring {
  const plain = { tone: 'plain', stays: false, remedy: null } as const;
  return {
    acts: {
      onIgnore: ({ ref }, always) => tell({ type: 'ignore', ref, always }),
      onStopIgnoring: ({ ref }) => tell({ type: 'stop-ignoring', ref }),
    },
    hear(message) {
      if (message.type !== 'ignore-answer') return;
      const { answer } = message;
      const key = `event ${answer.ref}`;
      if (answer.state === 'failed') toast({ key, tone: 'failed', words: answer.words, stays: true, remedy: null });
      if (answer.state === 'heeded') toast({ ...plain, key, words: say('overlayBlocksAgain') });
      if (answer.state !== 'ignored') return;
      const { ref, ignoredId, always } = answer;
      const undo = { words: say('overlayUndo'), run: () => tell({ type: 'stop-ignoring', ref, ignoredId }) };
      const words = always ? say('overlayIgnoredForGood') : say('overlayIgnored');
      toast({ ...plain, key, words, action: undo, lastsMs: UNDO_MS });
    },
  };
}
