import { useState } from 'preact/hooks';
import type { Appointment } from '../../shared/contract/appointments.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { FUTURE_WORDS as WORDS } from './future-words.ts';
import { whenInWords } from './when-in-words.ts';

interface FutureQuestionProps {
  /** Appointments that stood before a calendar was linked. */
  future: readonly Appointment[];
  timeZone: string;
  now: number;
  /** Gives how many are on their way. */
  onAdd: () => Promise<number>;
  onDismiss: () => Promise<void>;
}

/** Asked once, after a calendar was linked for the first time: whether appointments that stand already go there too. */
export function FutureQuestion({ future, timeZone, now, onAdd, onDismiss }: FutureQuestionProps) {
  const [said, setSaid] = useState('');
  const [running, setRunning] = useState(false);
  const answer = async (work: () => Promise<string>) => {
    setRunning(true);
    try {
      setSaid(await work());
    } finally {
      setRunning(false);
    }
  };
  return (
    <Spoken>
      {said && <Notice tone="good">{said}</Notice>}
      {!said && future.length > 0 && (
        <Notice tone="plain">
          <p>{WORDS.question(future.length)}</p>
          <details class="fold">
            <summary>{WORDS.which}</summary>
            <ul class="future">
              {future.map((one) => (
                <li key={one.id} class="cut">
                  {whenInWords(spanOf(one), now, timeZone)} <span class="secondary">{one.title}</span>
                </li>
              ))}
            </ul>
          </details>
          <div class="row answers">
            <button
              type="button"
              class="button primary"
              disabled={running}
              onClick={() => void answer(async () => WORDS.added(await onAdd()))}
            >
              {WORDS.yes}
            </button>
            <button
              type="button"
              class="button"
              disabled={running}
              onClick={() => void answer(async () => onDismiss().then(() => WORDS.left))}
            >
              {WORDS.no}
            </button>
          </div>
        </Notice>
      )}
    </Spoken>
  );
}

const spanOf = ({ start, end }: Appointment) => ({ start: Date.parse(start), end: Date.parse(end) });
