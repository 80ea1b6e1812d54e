import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { Notice, Spoken } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { failureInWords, type Task, useTask } from '../ui/use-task.ts';
import { SUBSCRIPTION_FAILURES, SUBSCRIPTION_WORDS as WORDS } from './subscription-words.ts';
import { needsPermission, type Subscriptions } from './subscriptions.ts';

interface AddSubscriptionProps {
  subscriptions: Subscriptions;
  /** Its line to unfold it, for the focus of somebody whose own button has just gone. */
  opener: RefObject<HTMLElement | null>;
}

/** One field for the address of a calendar that somebody publishes, folded away until somebody wants it. */
export function AddSubscription({ subscriptions, opener }: AddSubscriptionProps) {
  const [url, setUrl] = useState('');
  const [said, setSaid] = useState('');
  const task = useTask();
  const edit = (text: string) => {
    setUrl(text);
    setSaid('');
    task.forget();
  };
  const add = (allowHost = false) => {
    if (url.trim() === '') return setSaid(WORDS.missing);
    setSaid('');
    void task.run(async () => {
      const { name } = await subscriptions.add(url.trim(), allowHost);
      setUrl('');
      setSaid(WORDS.added(name));
    });
  };
  return (
    <details class="fold">
      <summary ref={opener}>{WORDS.open}</summary>
      <AddressField url={url} running={task.running} onInput={edit} onAdd={() => add()} />
      <Outcome task={task} said={said} onAllow={() => add(true)} />
    </details>
  );
}

interface AddressFieldProps {
  url: string;
  running: boolean;
  onInput: (text: string) => void;
  onAdd: () => void;
}

function AddressField({ url, running, onInput, onAdd }: AddressFieldProps) {
  return (
    <div class="field-line">
      {/* It stands in the form of all choices, which Enter would save. */}
      <TextField
        label={WORDS.address}
        name="subscription-address"
        inputMode="url"
        placeholder={WORDS.placeholder}
        hint={WORDS.means}
        value={url}
        onInput={onInput}
        onEnter={onAdd}
      >
        <button type="button" class="button" disabled={running} onClick={onAdd}>
          {running ? WORDS.adding : WORDS.add}
        </button>
      </TextField>
    </div>
  );
}

function Outcome({ task: { failure }, said, onAllow }: { task: Task; said: string; onAllow: () => void }) {
  const asks = failure !== null && needsPermission(failure);
  return (
    <Spoken>
      {said && <Notice tone="plain">{said}</Notice>}
      {failure && !asks && <Notice tone="failed">{failureInWords(failure, SUBSCRIPTION_FAILURES)}</Notice>}
      {asks && (
        <Notice tone="unknown">
          <p>{WORDS.ownNetwork}</p>
          <button type="button" class="button" onClick={onAllow}>
            {WORDS.allow}
          </button>
        </Notice>
      )}
    </Spoken>
  );
}
