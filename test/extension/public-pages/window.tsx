import { vi } from 'vitest';
import { createBridgeClient } from '../../../extension/bridge-client/client.ts';
import { PublicPages } from '../../../extension/public-pages/public-pages.tsx';
import type { Connection } from '../../../shared/contract/connection.ts';
import { type BridgeState, bridgeFetch, bridgeState, connection } from '../ui/in-memory-bridge.ts';
import { type CrmState, crmState } from '../ui/in-memory-crm.ts';
import { onScreen, type Screen } from '../ui/screen.ts';

export const TOKEN = 'pit-0b9c2a55-canary-4d1e';

/** A paired bridge with one connection. */
export function paired(crm: Partial<CrmState> = {}, more: Partial<Connection> = {}): BridgeState {
  return bridgeState({
    token: 't',
    connections: [connection({ linkedCalendarId: 'work', ...more })],
    crm: crmState(crm),
  });
}

/** The window on a screen of its own for each test of a file. */
export function windowOnScreen() {
  const { show } = onScreen();
  return async (state: BridgeState, connectionId: string | null = 'c1', fetch = bridgeFetch(state)) => {
    const copied: string[] = [];
    const copy = vi.fn(async (text: string) => {
      copied.push(text);
    });
    const onClose = vi.fn();
    const client = createBridgeClient({ port: state.port, clientId: 'c', token: 't', fetch });
    const screen = await show(
      <PublicPages client={client} connectionId={connectionId} copy={copy} onClose={onClose} />,
    );
    return { screen, copied, copy, onClose };
  };
}

/** What the bridge was asked to do, without looking and proving. */
export const done = (state: BridgeState) =>
  state.asked
    .filter(({ method, path }) => method !== 'GET' && path !== '/v1/prove')
    .map(({ method, path, body }) => ({ call: `${method} ${path.replace('/v1/connections/c1', '')}`, body }));

export async function giveToken(screen: Screen, token = TOKEN): Promise<void> {
  await screen.reads('Go on');
  await screen.press('Go on');
  await screen.type('Token', token);
  await screen.submit();
}
