import type { CalendarClient, FetchedResource } from '../domain/remote.ts';

/** A feed that was fetched and split, asked like a server: then the same rules decide what is new, changed and lost. */
export function feedClient(resources: ReadonlyMap<string, FetchedResource>): CalendarClient {
  const listed = [...resources.values()];
  return {
    changes: async () => ({ kind: 'unsupported' }),
    listResources: async () => listed,
    listWindow: async () => listed,
    fetchResources: async (_calendar, hrefs) => ({
      resources: hrefs.flatMap((href) => resources.get(href) ?? []),
      gone: hrefs.filter((href) => !resources.has(href)),
    }),
  };
}
