import { useRef, useState } from 'preact/hooks';
import type { Written } from '../../shared/contract/appointments.ts';
import { whenInWords } from '../configuration/when-in-words.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { failureInWords, type Task, useTask } from '../ui/use-task.ts';
import { BookingRow } from './booking-row.tsx';
import { BOOKING_FAILURES, BOOKING_WORDS as WORDS } from './booking-words.ts';
import { intervalOf } from './day-segments.ts';

interface WrittenRowProps {
  one: Written;
  now: number;
  timeZone: string;
  remove: (one: Written) => Promise<void>;
}

/** One event that we wrote, at the time it has in iCloud, with "Remove", which asks first. */
export function WrittenRow({ one, now, timeZone, remove }: WrittenRowProps) {
  const [asking, setAsking] = useState(false);
  const task = useTask();
  const opener = useRef<HTMLButtonElement>(null);
  const keep = () => {
    setAsking(false);
    task.forget();
    opener.current?.focus();
  };
  const { title = '' } = one;
  const { start, end } = one.movedInICloud ?? one;
  return (
    <>
      <BookingRow
        title={title || WORDS.untitled}
        lines={start && end ? [whenInWords(intervalOf({ start, end }), now, timeZone)] : []}
      >
        <button
          ref={opener}
          type="button"
          class="button small"
          aria-label={WORDS.removeNamed(title || WORDS.untitled)}
          aria-expanded={asking}
          onClick={() => (asking ? keep() : setAsking(true))}
        >
          {WORDS.remove}
        </button>
      </BookingRow>
      {asking && (
        <li>
          <Question task={task} onYes={() => void task.run(() => remove(one))} onKeep={keep} />
        </li>
      )}
    </>
  );
}

interface QuestionProps {
  task: Task;
  onYes: () => void;
  onKeep: () => void;
}

function Question({ task: { running, failure }, onYes, onKeep }: QuestionProps) {
  return (
    <Spoken>
      <Notice tone="unknown">
        <p>{WORDS.sure}</p>
        <div class="row answers">
          <button type="button" class="button small" disabled={running} onClick={onYes}>
            {WORDS.yesRemove}
          </button>
          <button type="button" class="button small" disabled={running} onClick={onKeep}>
            {WORDS.keep}
          </button>
        </div>
      </Notice>
      {failure && <Notice tone="failed">{failureInWords(failure, BOOKING_FAILURES)}</Notice>}
    </Spoken>
  );
}
