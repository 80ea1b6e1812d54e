import type { Connection } from '../../shared/contract/connection.ts';
import { maskedAccount, WORDS } from './words.ts';

/** Which account this is, that it is read one way, and the way out. */
export function AccountLine({ connection, onDisconnect }: { connection: Connection; onDisconnect: () => void }) {
  return (
    <>
      {connection.passwordKept === false && <p class="secondary">{WORDS.passwordNotKept}</p>}
      <p class="account secondary">
        <span class="cut">{maskedAccount(connection.appleId)}</span>
        <span class="spread">{WORDS.oneWay}</span>
        <button type="button" class="button quiet small departing" onClick={onDisconnect}>
          {WORDS.disconnect}
        </button>
      </p>
    </>
  );
}
