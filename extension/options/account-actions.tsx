import type { Connection } from '../../shared/contract/connection.ts';
import type { Situation } from '../popup/situation.ts';
import { Icon } from '../ui/icon.tsx';
import type { Ways } from './ways.ts';
import { WORDS } from './words.ts';

interface AccountActionsProps {
  connection: Connection;
  situation: Situation;
  running: boolean;
  ways: Ways;
  onCheck: () => void;
  onPause: () => void;
  onDisconnect: () => void;
}

/** What can be done with an account at any time. */
export function AccountActions({ connection, situation, running, ways, ...act }: AccountActionsProps) {
  const paused = situation === 'paused';
  const cannotCheck = running || ['needs-password', 'not-configured', 'paused'].includes(situation);
  return (
    <div class="row actions">
      <button type="button" class="button" disabled={cannotCheck} onClick={act.onCheck}>
        <Icon name="refresh" />
        {running ? WORDS.checking : WORDS.checkNow}
      </button>
      {connection.configured && !paused && (
        <button type="button" class="button" disabled={running} onClick={act.onPause}>
          <Icon name="pause" />
          {WORDS.pause}
        </button>
      )}
      {situation !== 'needs-password' && (
        <button type="button" class="button" onClick={() => ways.openRepair(connection.id)}>
          {WORDS.newPassword}
        </button>
      )}
      {connection.configured && (
        <button type="button" class="button" onClick={() => ways.openPublicPages(connection.id)}>
          {WORDS.publicPages}
        </button>
      )}
      <button type="button" class="button quiet departing" onClick={act.onDisconnect}>
        {WORDS.disconnect}
      </button>
    </div>
  );
}
