import { DEFAULT_PORT } from '../../shared/contract/access.ts';
import { type BridgeClient, createBridgeClient, type Pairing, pair } from '../bridge-client/client.ts';
import { BridgeFailure, type FailureCode } from '../bridge-client/failure.ts';
import type { Sighting } from '../state/sightings.ts';
import type { Stored } from '../state/stored.ts';
import type { Facts } from './facts.ts';

export interface RoadParts {
  readonly pairing: Stored<Pairing>;
  readonly sightings: Stored<Sighting[]>;
  readonly confirm: (who: Sighting) => Promise<void>;
  readonly clientName: string;
  readonly fetch?: typeof fetch;
}

export type Road = ReturnType<typeof createRoad>;

/** All that the welcome page looks at and changes: where the bridge is, the pairing, and who the person is. */
export function createRoad(parts: RoadParts) {
  const fetcher = parts.fetch ? { fetch: parts.fetch } : {};
  let typedPort: number | null = null;
  let known: { key: string; client: BridgeClient } | null = null;

  /** One client for as long as the pairing stays the same, so that the bridge is asked for its proof once. */
  function clientOf(paired: Pairing | null): BridgeClient {
    const port = paired?.port ?? typedPort ?? DEFAULT_PORT;
    const key = `${port} ${paired?.token ?? ''}`;
    if (known?.key !== key) known = { key, client: createBridgeClient({ ...paired, port, ...fetcher }) };
    return known.client;
  }

  async function look(): Promise<Facts> {
    const paired = await parts.pairing.read();
    const client = clientOf(paired);
    const bridge = await reach(client);
    const entered = bridge === 'reachable' ? await enter(client, paired) : OUTSIDE;
    return { port: client.port, bridge, ...entered, client, people: (await parts.sightings.read()) ?? [] };
  }

  async function pairWith(code: string): Promise<void> {
    const port = clientOf(null).port;
    await parts.pairing.write(await pair(code, parts.clientName, { port, ...fetcher }));
  }

  /** Looks for the bridge on another port from now on; an existing pairing moves there and must prove itself anew. */
  async function usePort(port: number): Promise<void> {
    typedPort = port;
    const paired = await parts.pairing.read();
    if (paired) await parts.pairing.write({ ...paired, port });
  }

  /** Gives up a pairing that the bridge no longer takes. */
  async function forgetPairing(): Promise<void> {
    typedPort = (await parts.pairing.read())?.port ?? typedPort;
    await parts.pairing.clear();
  }

  function onChange(listener: () => void): () => void {
    const stops = [parts.pairing.onChange(listener), parts.sightings.onChange(listener)];
    return () => {
      for (const stop of stops) stop();
    };
  }

  return { look, pairWith, usePort, forgetPairing, confirm: parts.confirm, onChange };
}

const OUTSIDE: Entered = { pairing: 'unchecked', connections: [], trouble: null };

async function reach(client: BridgeClient): Promise<Facts['bridge']> {
  try {
    await client.health();
    return 'reachable';
  } catch (error) {
    if (!(error instanceof BridgeFailure)) throw error;
    return error.code === 'bridge-unreachable' ? 'unreachable' : 'other-program';
  }
}

type Entered = Pick<Facts, 'pairing' | 'connections' | 'trouble'>;

/** Whether the paired bridge proves itself and takes the token; both are found out by asking for the connections. */
async function enter(client: BridgeClient, paired: Pairing | null): Promise<Entered> {
  if (paired === null) return { pairing: 'unpaired', connections: [], trouble: null };
  try {
    return { pairing: 'paired', connections: await client.connections(), trouble: null };
  } catch (error) {
    if (!(error instanceof BridgeFailure)) throw error;
    const pairing = REFUSALS[error.code] ?? 'unchecked';
    return { pairing, connections: [], trouble: pairing === 'unchecked' ? error.message : null };
  }
}

const REFUSALS: Partial<Record<FailureCode, Facts['pairing']>> = {
  unauthorized: 'refused',
  'not-found': 'refused',
  'not-our-bridge': 'not-our-bridge',
};
