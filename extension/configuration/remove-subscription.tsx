import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Calendar } from '../../shared/contract/connection.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { failureInWords, type Task, useTask } from '../ui/use-task.ts';
import { SUBSCRIPTION_FAILURES, SUBSCRIPTION_WORDS as WORDS } from './subscription-words.ts';

interface RemovableProps {
  calendar: Calendar;
  remove: (calendar: Calendar) => Promise<void>;
  /** The calendar's own choice. */
  children: ComponentChildren;
}

/** A calendar that was added by its address, with "Remove". It asks first: nobody shows the address a second time. */
export function Removable({ calendar, remove, children }: RemovableProps) {
  const [asking, setAsking] = useState(false);
  const task = useTask();
  const opener = useRef<HTMLButtonElement>(null);
  const keep = () => {
    setAsking(false);
    task.forget();
    opener.current?.focus();
  };
  return (
    <>
      <div class="removable row">
        {children}
        <button
          ref={opener}
          type="button"
          class="button quiet"
          aria-label={WORDS.removeNamed(calendar.name)}
          aria-expanded={asking}
          onClick={() => (asking ? keep() : setAsking(true))}
        >
          {WORDS.remove}
        </button>
      </div>
      <Question
        name={asking ? calendar.name : null}
        task={task}
        onYes={() => void task.run(() => remove(calendar))}
        onKeep={keep}
      />
    </>
  );
}

interface QuestionProps {
  /** Null while nothing is asked. */
  name: string | null;
  task: Task;
  onYes: () => void;
  onKeep: () => void;
}

function Question({ name, task: { running, failure }, onYes, onKeep }: QuestionProps) {
  return (
    <Spoken>
      {name !== null && (
        <Notice tone="unknown">
          <p>{WORDS.sure(name)}</p>
          <div class="row">
            <button type="button" class="button" disabled={running} onClick={onYes}>
              {WORDS.yesRemove}
            </button>
            <button type="button" class="button" disabled={running} onClick={onKeep}>
              {WORDS.keep}
            </button>
          </div>
        </Notice>
      )}
      {failure && <Notice tone="failed">{failureInWords(failure, SUBSCRIPTION_FAILURES)}</Notice>}
    </Spoken>
  );
}
