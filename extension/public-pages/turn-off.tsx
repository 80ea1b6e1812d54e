import { useEffect, useState } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import type { CrmBlocks } from '../../shared/contract/crm.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import type { BridgeFailure } from '../bridge-client/failure.ts';
import { Spoken } from '../ui/notice.tsx';
import { RoomHeading } from '../ui/room-heading.tsx';
import { useNow } from '../ui/use-now.ts';
import { useTask } from '../ui/use-task.ts';
import { BlockDays } from './block-days.tsx';
import { Bottom } from './bottom.tsx';
import { Refusal } from './refusal.tsx';
import { subAccountOf } from './token-step.tsx';
import { WORDS } from './words.ts';

interface TurnOffProps {
  client: Pick<BridgeClient, 'removeCrmBlocks' | 'turnOffCrm'>;
  connection: Connection;
  /** How many of ours stand there, as the bridge counts them meanwhile. */
  standing: number;
  /** `blocksStay` where they could not be removed and the person wanted it off all the same. */
  onOff: (blocksStay: boolean) => void;
  onKeep: () => void;
}

type Blocks = CrmBlocks['blocks'];

/** Shows which blocks would go, then removes them and forgets the token; or forgets without removing, where that can't be. */
export function TurnOff({ client, connection, standing, onOff, onKeep }: TurnOffProps) {
  const [blocks, setBlocks] = useState<Blocks | null>(null);
  const task = useTask();
  const look = () => void task.run(async () => setBlocks(await client.removeCrmBlocks(connection.id, true)));
  const turnOff = (discard: boolean) =>
    void task.run(async () => {
      await client.turnOffCrm(connection.id, discard);
      onOff(discard);
    });
  useEffect(look, [connection.id]);
  return (
    <section class="stack">
      <RoomHeading>{WORDS.turnOffTitle}</RoomHeading>
      <Spoken>
        {blocks === null && task.running && <p class="secondary">{WORDS.looking}</p>}
        {blocks && <p>{WORDS.wouldGo(blocks.length)}</p>}
      </Spoken>
      {blocks && blocks.length > 0 && <WouldGo blocks={blocks} timeZone={connection.timeZone} />}
      <p class="secondary">{WORDS.bookingsStay}</p>
      {task.failure && crmIsInTheWay(task.failure) && <Discard onDiscard={() => turnOff(true)} />}
      <Bottom
        said={
          <>
            <Refusal failure={task.failure} subAccount={subAccountOf(connection)} />
            {blocks && blocks.length > 0 && task.running && <p class="secondary">{WORDS.left(standing)}</p>}
          </>
        }
      >
        <button type="button" class="button" disabled={task.running} onClick={onKeep}>
          {WORDS.keep}
        </button>
        <button
          type="button"
          class="button departing"
          disabled={task.running || (blocks === null && task.failure === null)}
          onClick={() => (blocks === null ? look() : turnOff(false))}
        >
          {buttonWords(blocks, task.running)}
        </button>
      </Bottom>
    </section>
  );
}

function buttonWords(blocks: Blocks | null, running: boolean): string {
  if (blocks === null) return running ? WORDS.asking : WORDS.again;
  return running ? WORDS.removing : WORDS.yesTurnOff(blocks.length);
}

/** The bridge could forget at once what it cannot remove. */
function crmIsInTheWay({ code }: BridgeFailure): boolean {
  return ['invalid-token', 'missing-scope', 'wrong-location', 'crm-unreachable', 'crm-throttled'].includes(code);
}

function Discard({ onDiscard }: { onDiscard: () => void }) {
  return (
    <section class="discard">
      <p class="secondary">{WORDS.discardMeans}</p>
      <button type="button" class="button quiet departing" onClick={onDiscard}>
        {WORDS.discard}
      </button>
    </section>
  );
}

function WouldGo({ blocks, timeZone }: { blocks: Blocks; timeZone: string }) {
  const now = useNow(30_000);
  return (
    <div class="changes">
      <BlockDays blocks={blocks} now={now} timeZone={timeZone} />
    </div>
  );
}
