import { useState } from 'preact/hooks';
import { Notice, Spoken } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { failureInWords, useTask } from '../ui/use-task.ts';
import { OtherPort } from './bridge-step.tsx';
import type { Facts } from './facts.ts';
import { PAIR_FAILURES, PAIRING_WORDS, WORDS } from './words.ts';

interface PairStepProps {
  facts: Facts;
  onPair: (code: string) => Promise<void>;
  onForget: () => Promise<void>;
  onUsePort: (port: number) => Promise<void>;
}

/** Step 2: this browser isn't paired, or the bridge no longer takes its pairing. */
export function PairStep({ facts, onPair, onForget, onUsePort }: PairStepProps) {
  const why = PAIRING_WORDS[facts.pairing];
  if (why !== undefined) {
    return (
      <>
        <Notice tone="failed">{why}</Notice>
        <button type="button" class="button primary" onClick={onForget}>
          {WORDS.pairAgain}
        </button>
      </>
    );
  }
  if (facts.trouble !== null) return <Notice tone="failed">{facts.trouble}</Notice>;
  return (
    <>
      <CodeForm onPair={onPair} />
      <OtherPort port={facts.port} onUsePort={onUsePort} />
    </>
  );
}

/** The code itself, where more of the terminal's line was pasted. */
function codeIn(text: string): string {
  return /\b[A-Z2-9]{4}-[A-Z2-9]{4}\b/.exec(text)?.[0] ?? text.trim();
}

function CodeForm({ onPair }: Pick<PairStepProps, 'onPair'>) {
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const task = useTask();

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const typed = codeIn(code);
    setMissing(typed === '');
    if (typed !== '') await task.run(() => onPair(typed));
  }

  return (
    <form class="short-form stack" noValidate onSubmit={submit}>
      <TextField
        label={WORDS.code}
        name="code"
        value={code}
        hint={WORDS.codeWhere}
        error={missing ? WORDS.needCode : undefined}
        onInput={(typed) => {
          setCode(typed);
          setMissing(false);
          task.forget();
        }}
      >
        <button type="submit" class="button primary" disabled={task.running}>
          {task.running ? WORDS.pairing : WORDS.pair}
        </button>
      </TextField>
      <Spoken>{task.failure && <Notice tone="failed">{failureInWords(task.failure, PAIR_FAILURES)}</Notice>}</Spoken>
    </form>
  );
}
