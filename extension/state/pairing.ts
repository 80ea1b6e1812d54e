import { z } from 'zod';
import { DEFAULT_PORT } from '../../shared/contract/access.ts';
import { type BridgeClient, createBridgeClient } from '../bridge-client/client.ts';
import { stored } from './stored.ts';

const Pairing = z.strictObject({
  port: z.number().int().min(1).max(65_535),
  clientId: z.string().min(1).max(100),
  token: z.string().min(1).max(200),
});

/** The paired bridge, or null before pairing. */
export const pairing = stored('pairing', Pairing);

/** A client for the paired bridge; before pairing one that can only look for a bridge on the usual port. */
export async function openBridge(): Promise<BridgeClient> {
  return createBridgeClient((await pairing.read()) ?? { port: DEFAULT_PORT });
}
