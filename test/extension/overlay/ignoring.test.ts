import { beforeEach, expect, it, vi } from 'vitest';
import type { IgnoreAnswer } from '../../../extension/background/messages.ts';
import { createIgnoring, type Ignoring } from '../../../extension/overlay/ignoring.ts';
import type { Toast } from '../../../extension/overlay/toasts.ts';
import { NOON, source } from './picture.ts';

const EVENT = source(NOON, NOON + 3_600_000);
const say = vi.fn();
let toasts: Toast[];
let ignoring: Ignoring;
const hear = (answer: IgnoreAnswer) => ignoring.hear({ type: 'ignore-answer', answer });

beforeEach(() => {
  say.mockClear();
  toasts = [];
  ignoring = createIgnoring(say, (toast) => toasts.push(toast));
});

it('asks the worker by the name that this page alone knows', () => {
  ignoring.acts.onIgnore(EVENT, true);
  ignoring.acts.onStopIgnoring(EVENT);
  expect(say.mock.calls).toEqual([
    [{ type: 'ignore', ref: 'r1', always: true }],
    [{ type: 'stop-ignoring', ref: 'r1' }],
  ]);
});

it('says what became of it, with ten seconds to take back that very wish', () => {
  hear({ state: 'ignored', ref: 'r1', ignoredId: 'ign_1', always: false });
  expect(toasts).toMatchObject([
    { key: 'event r1', words: 'Ignored. It no longer blocks your time.', lastsMs: 10_000, stays: false },
  ]);
  toasts[0]?.action?.run();
  expect(say.mock.calls).toEqual([[{ type: 'stop-ignoring', ref: 'r1', ignoredId: 'ign_1' }]]);
});

it('says that it blocks again, or why it could not be ignored, until the person closes that', () => {
  hear({ state: 'heeded', ref: 'r1' });
  hear({ state: 'failed', ref: 'r1', words: 'Slotbridge is away.' });
  expect(toasts.map(({ words, stays }) => [words, stays])).toEqual([
    ['It blocks your time again.', false],
    ['Slotbridge is away.', true],
  ]);
});
