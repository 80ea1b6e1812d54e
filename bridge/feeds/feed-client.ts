import type { CalendarClient, FetchedResource } from '../domain/remote.ts';

/** A feed that was fetched and split, asked like a server: then the same rules decide what is new, changed and lost. */
export function feedClient(resources: readonly FetchedResource[]): CalendarClient {
  const byHref = new Map(resources.map((resource) => [resource.href, resource]));
  const listed = resources.map(({ href, etag }) => ({ href, etag }));
  return {
    changes: async () => ({ kind: 'unsupported' }),
    listResources: async () => listed,
    listWindow: async () => listed,
    fetchResources: async (_calendar, hrefs) => ({
      resources: hrefs.flatMap((href) => byHref.get(href) ?? []),
      gone: hrefs.filter((href) => !byHref.has(href)),
    }),
  };
}
