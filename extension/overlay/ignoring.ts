import type { PageMessage, WorkerMessage } from '../background/messages.ts';
import type { EventActs } from './event-entry.ts';
import type { Toast } from './toasts.ts';

const UNDO_MS = 10_000;

export interface Ignoring {
  readonly acts: EventActs;
  hear(message: WorkerMessage): void;
}

/** Hands the person's wishes about events to the worker, and tells what became of each, with 10 s to take it back. */
export function createIgnoring(say: (message: PageMessage) => void, toast: (toast: Toast) => void): Ignoring {
  const plain = { tone: 'plain', stays: false, remedy: null } as const;
  return {
    acts: {
      onIgnore: ({ ref }, always) => say({ type: 'ignore', ref, always }),
      onStopIgnoring: ({ ref }) => say({ type: 'stop-ignoring', ref }),
    },
    hear(message) {
      if (message.type !== 'ignore-answer') return;
      const { answer } = message;
      const key = `event ${answer.ref}`;
      if (answer.state === 'failed') toast({ key, tone: 'failed', words: answer.words, stays: true, remedy: null });
      if (answer.state === 'heeded') toast({ ...plain, key, words: 'It blocks your time again.' });
      if (answer.state !== 'ignored') return;
      const { ref, ignoredId, always } = answer;
      const undo = { words: 'Undo', run: () => say({ type: 'stop-ignoring', ref, ignoredId }) };
      const words = always
        ? 'Ignored for good. It no longer blocks your time.'
        : 'Ignored. It no longer blocks your time.';
      toast({ ...plain, key, words, action: undo, lastsMs: UNDO_MS });
    },
  };
}
