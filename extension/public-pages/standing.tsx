import type { Connection } from '../../shared/contract/connection.ts';
import type { Crm } from '../../shared/contract/crm.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice, Spoken } from '../ui/notice.tsx';
import { RoomHeading } from '../ui/room-heading.tsx';
import { useNow } from '../ui/use-now.ts';
import { useTask } from '../ui/use-task.ts';
import { Bottom } from './bottom.tsx';
import { ChangeSettings } from './change-settings.tsx';
import { Numbers } from './numbers.tsx';
import { Refusal } from './refusal.tsx';
import { type Copy, ScopeList } from './scope-list.tsx';
import { needsThePerson, remedyInWords, standingInWords, TONES } from './state-words.ts';
import { subAccountOf } from './token-step.tsx';
import { WORDS } from './words.ts';

interface StandingProps {
  client: Pick<BridgeClient, 'runCrm' | 'changeCrm'>;
  connection: Connection;
  crm: Crm;
  copy: Copy;
  onCrm: (crm: Crm) => void;
  onRenew: () => void;
  onTurnOff: () => void;
}

/** How it stands while it is on, and what can be done. */
export function Standing({ client, connection, crm, copy, onCrm, ...ways }: StandingProps) {
  const now = useNow();
  const task = useTask();
  const run = () => void task.run(async () => onCrm(await client.runCrm(connection.id)));
  return (
    <section class="stack">
      <RoomHeading>{WORDS.blocksInCrm}</RoomHeading>
      <Spoken>
        <StateLine crm={crm} now={now} timeZone={connection.timeZone} />
      </Spoken>
      {crm.missingScopes.length > 0 && <ScopeList missing={crm.missingScopes} copy={copy} />}
      {needsThePerson(crm) && crm.state !== 'missing-scope' && (
        <button type="button" class="button primary" onClick={ways.onRenew}>
          {remedyInWords(crm)}
        </button>
      )}
      {crm.doubled && <Notice tone="unknown">{WORDS.doubled}</Notice>}
      <Numbers crm={crm} now={now} timeZone={connection.timeZone} />
      <ChangeSettings client={client} connection={connection} settings={crm.settings} onCrm={onCrm} />
      <Bottom said={<Refusal failure={task.failure} subAccount={subAccountOf(connection)} />}>
        <button type="button" class="button" disabled={task.running || crm.state === 'paused'} onClick={run}>
          <Icon name="refresh" />
          {task.running ? WORDS.running : WORDS.runNow}
        </button>
        <button type="button" class="button" onClick={ways.onRenew}>
          {WORDS.newToken}
        </button>
        <button type="button" class="button quiet departing" onClick={ways.onTurnOff}>
          {WORDS.turnOff}
        </button>
      </Bottom>
    </section>
  );
}

/** A quiet line while all is well, a notice when something is to be known or done. */
function StateLine({ crm, now, timeZone }: { crm: Crm; now: number; timeZone: string }) {
  const words = standingInWords(crm, now, timeZone);
  const tone = TONES[crm.state];
  if (crm.state !== 'on' && crm.state !== 'starting') return <Notice tone={tone}>{words}</Notice>;
  return (
    <p class={`state-line ${tone}`}>
      <span class="state-dot" aria-hidden="true" /> {words}
    </p>
  );
}
