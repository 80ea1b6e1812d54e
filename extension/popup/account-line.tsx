import type { Connection } from '../../shared/contract/connection.ts';
import { BOOKING_WORDS } from './booking-words.ts';
import { maskedAccount, WORDS } from './words.ts';

interface AccountLineProps {
  connection: Connection;
  /** How many events of ours stand there. */
  inICloud: number;
  onWritten: () => void;
  onDisconnect: () => void;
}

/** Which account this is, that it is read one way, what we wrote to it, and the way out. */
export function AccountLine({ connection, inICloud, onWritten, onDisconnect }: AccountLineProps) {
  return (
    <>
      {connection.passwordKept === false && <p class="secondary">{WORDS.passwordNotKept}</p>}
      {(inICloud > 0 || connection.linkedCalendarId !== null) && (
        <button type="button" class="button quiet small to-written" onClick={onWritten}>
          {BOOKING_WORDS.listCount(inICloud)}
        </button>
      )}
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
