import { useId } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import { personInWords, WORDS } from './words.ts';

interface HeaderProps {
  connections: readonly Connection[];
  chosen: Connection;
  onChoose: (connectionId: string) => void;
}

/** Which sub-account and user this is about; with several connections a way from one to another. */
export function Header({ connections, chosen, onChoose }: HeaderProps) {
  const id = useId();
  if (connections.length === 1) {
    return (
      <header class="head">
        <img src="../icons/32.png" alt="" width="20" height="20" />
        <h1 class="card-title spread cut">{chosen.locationName ?? WORDS.product}</h1>
        {chosen.userName && <span class="secondary cut">{chosen.userName}</span>}
      </header>
    );
  }
  return (
    <header class="head">
      <img src="../icons/32.png" alt="" width="20" height="20" />
      <h1 class="visually-hidden">{WORDS.product}</h1>
      <label class="visually-hidden" for={id}>
        {WORDS.subAccount}
      </label>
      <select
        id={id}
        class="input switcher spread"
        value={chosen.id}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {connections.map((connection) => (
          <option key={connection.id} value={connection.id}>
            {personInWords(connection)}
          </option>
        ))}
      </select>
    </header>
  );
}
