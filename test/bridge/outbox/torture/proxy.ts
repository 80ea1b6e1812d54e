import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

export type Fate = 'pass' | 'swallow' | 'answer-lost';

/** What is done to one request; `answer` resolves once the server behind has carried it out. */
export type OnRequest = (path: string, answer: Promise<unknown>) => Fate;

export interface CalendarProxy {
  readonly url: string;
  /** Asked for every request from now on. */
  watch(onRequest: OnRequest): void;
  stop(): Promise<void>;
}

/** Stands between a bridge and its calendar server, so that a test knows of every request before it arrives. */
export async function startProxy(target: string): Promise<CalendarProxy> {
  let onRequest: OnRequest = () => 'pass';
  const server = createServer((asked, answered) => void pass(asked, answered, target, onRequest));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    watch: (next) => {
      onRequest = next;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The server behind carries a request out as a whole, also when whoever sent it is gone. */
async function pass(asked: IncomingMessage, answered: ServerResponse, target: string, onRequest: OnRequest) {
  const body = await bodyOf(asked);
  if (body === null) return;
  const { resolve, promise } = settled();
  const fate = onRequest(asked.url ?? '/', promise);
  if (fate === 'swallow') return asked.socket.destroy();
  const headers = { ...asked.headers, host: new URL(target).host, connection: 'close' };
  const onward = request(new URL(asked.url ?? '/', target), { method: asked.method, headers }, (answer) => {
    answer.once('end', resolve);
    if (fate === 'answer-lost') return void answer.resume();
    answered.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(answered);
  });
  onward.once('error', () => answered.destroy());
  onward.end(body);
}

function settled() {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { resolve, promise };
}

/** Null when the sender was killed before it had said everything. */
async function bodyOf(asked: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of asked) chunks.push(chunk);
    return Buffer.concat(chunks);
  } catch {
    return null;
  }
}
