import { useEffect, useRef, useState } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import type { SyncReport } from '../../shared/contract/sync.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { AGEING_AFTER_MS } from '../ui/age.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { useNow } from '../ui/use-now.ts';
import { useTask } from '../ui/use-task.ts';
import { Footer } from './footer.tsx';
import { Overview } from './overview.tsx';
import { Remedy } from './remedy.tsx';
import { situationOf } from './situation.ts';
import { StateLine } from './state-line.tsx';
import type { BridgeView } from './use-bridge.ts';
import { maskedAccount, reportInWords, WORDS } from './words.ts';

interface ConnectionViewProps {
  client: Pick<BridgeClient, 'syncNow' | 'change'>;
  connection: Connection;
  view: BridgeView;
  lookAgain: () => Promise<void>;
  onCalendars: () => void;
  onDisconnect: () => void;
  onRepair: () => void;
}

/** One connection: how it stands, what it blocks, and what can be done. */
export function ConnectionView({ client, connection, view, lookAgain, ...ways }: ConnectionViewProps) {
  const now = useNow();
  const check = useTask();
  const pausing = useTask();
  const [report, setReport] = useState<SyncReport | null>(null);
  const picture = view.picture?.connectionId === connection.id ? view.picture : null;
  const bridgeAnswers = view.failure?.code !== 'bridge-unreachable';
  const situation = situationOf({
    bridgeAnswers,
    connection,
    blocked: picture?.blocked ?? null,
    checking: check.running,
  });

  const checkNow = (tell: boolean) =>
    check.run(async () => {
      setReport(null);
      const made = await client.syncNow(connection.id);
      if (tell) setReport(made);
      await lookAgain();
    });
  useCheckOnOpening(picture !== null && isOld(picture.blocked.checkedAt), connection, () => checkNow(false));

  const setPaused = (paused: boolean) =>
    pausing.run(async () => {
      await client.change(connection.id, { paused });
      await lookAgain();
    });
  const failure = check.failure ?? pausing.failure ?? (bridgeAnswers ? view.failure : null);
  return (
    <>
      <main class="room">
        <Spoken>
          <StateLine connection={connection} picture={picture} situation={situation} now={now} />
          {bridgeAnswers && failure && <Notice tone="failed">{failure.message}</Notice>}
          {report && ['good', 'partly-known'].includes(situation) && <p class="secondary">{reportInWords(report)}</p>}
        </Spoken>
        <Remedy
          situation={situation}
          onRepair={ways.onRepair}
          onCalendars={ways.onCalendars}
          onResume={() => setPaused(false)}
        />
        {picture && <Overview connection={connection} picture={picture} situation={situation} now={now} />}
        <p class="account secondary">
          <span class="cut">{maskedAccount(connection.appleId)}</span>
          <span class="spread">{WORDS.oneWay}</span>
          <button type="button" class="button quiet small departing" onClick={ways.onDisconnect}>
            {WORDS.disconnect}
          </button>
        </p>
      </main>
      <Footer
        situation={situation}
        checking={check.running}
        onCheck={() => checkNow(true)}
        onCalendars={ways.onCalendars}
        onPause={() => setPaused(true)}
        onResume={() => setPaused(false)}
      />
    </>
  );
}

function isOld(checkedAt: string | null): boolean {
  return checkedAt === null || Date.now() - Date.parse(checkedAt) > AGEING_AFTER_MS;
}

/** Checks once by itself when the popup opens on something older than half a minute. */
function useCheckOnOpening(old: boolean, connection: Connection, check: () => Promise<void>): void {
  const done = useRef(false);
  const may = connection.status === 'connected' || connection.status === 'unreachable';
  useEffect(() => {
    if (done.current || !old || !may) return;
    done.current = true;
    void check();
  });
}
