import { Notice, Spoken } from '../ui/notice.tsx';
import type { Task } from '../ui/use-task.ts';
import { connectFailure, WORDS } from './words.ts';

interface SendProps {
  words: string;
  iCloud: boolean;
  task: Task;
  /** What is wrong with the form, read out besides standing at its fields. */
  errors: readonly string[];
}

/** The end of a form: what went wrong, and the button that sends it. */
export function Send({ words, iCloud, task, errors }: SendProps) {
  return (
    <>
      <Spoken>
        {errors.length > 0 && <p class="visually-hidden">{errors.join(' ')}</p>}
        {task.failure && <Notice tone="failed">{connectFailure(task.failure, iCloud)}</Notice>}
      </Spoken>
      <div class="row end">
        <button type="submit" class="button primary" disabled={task.running}>
          {task.running ? (iCloud ? WORDS.connecting : WORDS.connectingServer) : words}
        </button>
      </div>
    </>
  );
}
