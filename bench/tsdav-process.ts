import ical from 'node-ical';
import { createDAVClient, type DAVCalendar } from 'tsdav';
import { answerParent } from './processes/channel.ts';
import { spentOn } from './processes/spent.ts';

type Client = Awaited<ReturnType<typeof createDAVClient>>;

let client: Client | null = null;
let known: DAVCalendar[] = [];

/** What a program does that leaves syncing to tsdav and reading to node-ical. */
answerParent({
  first: ({ url }: { url: string }) =>
    spentOn(async () => {
      client = await connect(url);
      known = (await client.fetchCalendars()).map((calendar) => ({ ...calendar, syncToken: '', objects: [] }));
      known = await syncAll(client, known);
    }),
  /** Everything that is known is asked for again: the server has forgotten the token. */
  tokenLost: () =>
    spentOn(async () => {
      if (client)
        await syncAll(
          client,
          known.map((calendar) => ({ ...calendar, syncToken: '' })),
        );
    }),
});

function connect(serverUrl: string): Promise<Client> {
  const credentials = { username: 'ann@example.com', password: 'bench' };
  return createDAVClient({ serverUrl, credentials, authMethod: 'Basic', defaultAccountType: 'caldav' });
}

async function syncAll(dav: Client, calendars: readonly DAVCalendar[]): Promise<DAVCalendar[]> {
  const synced: DAVCalendar[] = [];
  for (const calendar of calendars) {
    const collection = { ...calendar, objectMultiGet: dav.calendarMultiGet };
    const result = (await dav.smartCollectionSync({ collection, method: 'webdav' })) as DAVCalendar;
    for (const { data } of result.objects ?? []) if (typeof data === 'string') ical.sync.parseICS(data);
    synced.push(result);
  }
  return synced;
}
