import { Notice, Spoken } from '../ui/notice.tsx';
import { useTask } from '../ui/use-task.ts';
import type { Question } from './questions.ts';

interface AskedOnceProps {
  questions: readonly Question[];
  onAnswer: (question: Question, yes: boolean) => Promise<void>;
}

/** The first of what is to be asked; the next one comes once that is answered. */
export function AskedOnce({ questions, onAnswer }: AskedOnceProps) {
  const task = useTask();
  const [question] = questions;
  const answer = (asked: Question, yes: boolean) => void task.run(() => onAnswer(asked, yes));
  return (
    <Spoken>
      {question && (
        <Notice tone="plain">
          <p>{question.words}</p>
          {task.failure && <p class="field-error">{task.failure.message}</p>}
          <div class="row answers">
            <button type="button" class="button" disabled={task.running} onClick={() => answer(question, true)}>
              {question.yes}
            </button>
            <button type="button" class="button" disabled={task.running} onClick={() => answer(question, false)}>
              {question.no}
            </button>
          </div>
        </Notice>
      )}
    </Spoken>
  );
}
