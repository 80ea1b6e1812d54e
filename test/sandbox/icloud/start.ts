import { freePort } from '../server-process.ts';
import { type AccountSpec, createAccount } from './account/account.ts';
import { type AccountHandle, accountHandle } from './account/handle.ts';
import { answering, type World } from './answering.ts';
import { type FaultSwitches, faultSwitches } from './faults/switches.ts';
import { type Listener, listen } from './listener.ts';
import type { LoggedRequest } from './request-log.ts';

export interface ICloudOptions {
  /** One account when left out: `DEFAULT_ACCOUNT`. */
  readonly accounts?: readonly AccountSpec[];
  /** The front host's port; a free one when left out. */
  readonly port?: number;
  readonly partitionPort?: number;
  /** Epoch milliseconds; the computer's clock when left out. */
  readonly now?: () => number;
}

/** A stand-in iCloud on 127.0.0.1: what a client meets at caldav.icloud.com, in memory and without an Apple account. */
export interface ICloud {
  /** The front host, where discovery starts. No slash at the end. */
  readonly url: string;
  /** The host that holds the calendars. */
  readonly partitionUrl: string;
  /** Takes both hosts down; the calendars stay. */
  stop(): Promise<void>;
  /** Up again on the same ports. */
  start(): Promise<void>;
  /** Throws for an Apple ID that was not given at the start. */
  account(appleId?: string): AccountHandle;
  /** Every request so far, oldest first, without credentials. Set `length` to 0 to begin anew. */
  readonly requests: LoggedRequest[];
  readonly faults: Pick<FaultSwitches, 'set' | 'add' | 'clear'>;
}

export const DEFAULT_ACCOUNT = {
  appleId: 'maya.reed@icloud.com',
  appPassword: 'qwer-tyui-opas-dfgh',
  ordinaryPassword: 'Sunflower-42',
} as const satisfies AccountSpec;

/** Starts both hosts. Rejects when a given port is taken. */
export async function startICloud(options: ICloudOptions = {}): Promise<ICloud> {
  const accounts = (options.accounts ?? [DEFAULT_ACCOUNT]).map(createAccount);
  const faults = faultSwitches();
  const requests: LoggedRequest[] = [];
  const hosts: Listener[] = [];
  const world: World = {
    accounts,
    faults,
    requests,
    now: options.now ?? Date.now,
    partitionUrl: () => hosts[0]?.url ?? '',
  };
  hosts.push(await listen(options.partitionPort ?? (await freePort()), answering(world, 'partition')));
  hosts.push(await frontHost(options.port ?? (await freePort()), world, hosts));
  const handles = new Map(accounts.map((account) => [account.appleId, accountHandle(account)]));
  return {
    url: hosts[1]?.url ?? '',
    partitionUrl: world.partitionUrl(),
    stop: async () => void (await Promise.all(hosts.map((host) => host.stop()))),
    start: async () => void (await Promise.all(hosts.map((host) => host.start()))),
    account: (appleId) => handleOf(handles, appleId),
    requests,
    faults,
  };
}

/** A port that is taken must not leave the partition running. */
async function frontHost(port: number, world: World, started: readonly Listener[]): Promise<Listener> {
  try {
    return await listen(port, answering(world, 'front'));
  } catch (error) {
    await Promise.all(started.map((host) => host.stop()));
    throw error;
  }
}

function handleOf(handles: ReadonlyMap<string, AccountHandle>, appleId: string | undefined): AccountHandle {
  const handle = appleId === undefined ? handles.values().next().value : handles.get(appleId.toLowerCase());
  if (!handle) throw new Error(`No account "${appleId ?? ''}" on this server.`);
  return handle;
}
