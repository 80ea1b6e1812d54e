import type { SeenRequest } from './caldav-process.ts';
import { keptConnections } from './kept-connections.ts';
import { answerParent } from './processes/channel.ts';
import { spentOn } from './processes/spent.ts';

/** As many requests at a time as the bridge has at most. */
const AT_ONCE = 6;

answerParent({
  replay: ({ url, requests }: { url: string; requests: SeenRequest[] }) => spentOn(() => replay(url, requests)),
});

/**
 * Sends requests again and throws the answers away. Texts are asked for once the listing that names them is there, and
 * whatever concerns a calendar once the calendars were listed; nothing else waits for anything.
 */
async function replay(url: string, requests: readonly SeenRequest[]): Promise<void> {
  const send = limited((request: SeenRequest) => ask(url, request));
  const isHome = ({ path }: SeenRequest) => !path.startsWith('/home/c');
  for (const request of requests.filter(isHome)) await send(request);
  const byCalendar = new Map<string, SeenRequest[]>();
  for (const request of requests.filter((each) => !isHome(each))) {
    byCalendar.set(request.path, [...(byCalendar.get(request.path) ?? []), request]);
  }
  await Promise.all([...byCalendar.values()].map((list) => replayCalendar(list, send)));
}

async function replayCalendar(requests: readonly SeenRequest[], send: (request: SeenRequest) => Promise<void>) {
  let texts: Promise<void>[] = [];
  for (const request of requests) {
    if (request.body.includes('calendar-multiget')) texts.push(send(request));
    else {
      await Promise.all(texts);
      texts = [];
      await send(request);
    }
  }
  await Promise.all(texts);
}

async function ask(url: string, { method, path, headers, body }: SeenRequest): Promise<void> {
  const init: RequestInit = { ...keptConnections(), method, headers, ...(body === '' ? {} : { body }) };
  const { body: stream } = await fetch(new URL(path, url), init);
  if (stream === null) return;
  for await (const _ of stream as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>);
}

function limited<Item>(work: (item: Item) => Promise<void>): (item: Item) => Promise<void> {
  let free = AT_ONCE;
  const waiting: (() => void)[] = [];
  return async (item) => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    await work(item);
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
}
