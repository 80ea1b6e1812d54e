import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BridgeState, bridgeFetch } from '../extension/ui/in-memory-bridge.ts';

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text === '' ? undefined : text;
}

/** A bridge that is nothing but a state, for screens that a real one shows only after long trouble. */
export async function startStateBridge(
  state: BridgeState,
  answer: typeof fetch = bridgeFetch(state),
): Promise<{ stop(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    // A page that is closed meanwhile takes its question back.
    const body = await bodyOf(request).catch(() => null);
    if (body === null) return void response.destroy();
    const { authorization } = request.headers;
    const given = await answer(`http://127.0.0.1:${state.port}${request.url}`, {
      method: request.method ?? 'GET',
      ...(authorization ? { headers: { Authorization: authorization } } : {}),
      ...(body === undefined ? {} : { body }),
    });
    response.writeHead(given.status, { 'content-type': 'application/json' }).end(await given.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.port = (server.address() as AddressInfo).port;
  return {
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
