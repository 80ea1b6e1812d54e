import { useEffect, useRef, useState } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import type { SyncReport } from '../../shared/contract/sync.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { AGEING_AFTER_MS } from '../ui/age.ts';
import { useTask } from '../ui/use-task.ts';
import type { Picture } from './picture.ts';

interface ActionParts {
  readonly client: Pick<BridgeClient, 'syncNow' | 'change'>;
  readonly connection: Connection;
  readonly picture: Picture | null;
  readonly lookAgain: () => Promise<void>;
}

/** Checking, pausing and resuming a connection; checks once by itself when the picture is older than half a minute. */
export function useActions({ client, connection, picture, lookAgain }: ActionParts) {
  const check = useTask();
  const pausing = useTask();
  const [report, setReport] = useState<SyncReport | null>(null);

  const checkNow = (tell: boolean) =>
    check.run(async () => {
      setReport(null);
      const made = await client.syncNow(connection.id);
      if (tell) setReport(made);
      await lookAgain();
    });

  const setPaused = (paused: boolean) =>
    pausing.run(async () => {
      await client.change(connection.id, { paused });
      await lookAgain();
    });

  useCheckOnOpening(picture !== null && isOld(picture.blocked.checkedAt), connection, () => checkNow(false));
  return { checkNow, setPaused, report, checking: check.running, failure: check.failure ?? pausing.failure };
}

function isOld(checkedAt: string | null): boolean {
  return checkedAt === null || Date.now() - Date.parse(checkedAt) > AGEING_AFTER_MS;
}

function useCheckOnOpening(old: boolean, connection: Connection, check: () => Promise<void>): void {
  const done = useRef(false);
  const may = connection.status === 'connected' || connection.status === 'unreachable';
  useEffect(() => {
    if (done.current || !old || !may) return;
    done.current = true;
    void check();
  });
}
