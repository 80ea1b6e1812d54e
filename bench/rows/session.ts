import type { SeenRequest } from '../caldav-process.ts';
import { type BenchBridge, type Measured, startBridge } from '../processes/bridge.ts';
import type { Child } from '../processes/child.ts';
import { connectAccount, type WatchedConnection } from '../processes/watched-connection.ts';

/** A served account of one size. */
export interface Account {
  readonly events: number;
  readonly url: string;
  readonly caldav: Child;
}

/** A bridge that has just read the account for the first time, and what that took. */
export interface Session {
  readonly account: Account;
  readonly bridge: BenchBridge;
  readonly connection: WatchedConnection;
  readonly firstSync: Measured & { readonly wallMs: number };
  /** The requests of the first sync. */
  readonly requests: readonly SeenRequest[];
  end(): Promise<void>;
}

export interface Log {
  readonly seen: readonly SeenRequest[];
  readonly bytesSent: number;
}

export function takeLog({ caldav }: Account): Promise<Log> {
  return caldav.ask<Log>('takeLog');
}

export async function startSession(account: Account, latencyMs = 0): Promise<Session> {
  const bridge = await startBridge(account.url);
  const connection = await connectAccount(bridge);
  await account.caldav.ask('latency', latencyMs);
  await takeLog(account);
  await bridge.beginMeasuring();
  const began = performance.now();
  await connection.readAll();
  const wallMs = performance.now() - began;
  const firstSync = { ...(await bridge.measured()), wallMs };
  const { seen } = await takeLog(account);
  await account.caldav.ask('latency', 0);
  const end = async () => {
    connection.close();
    await bridge.end();
  };
  return { account, bridge, connection, firstSync, requests: seen, end };
}
