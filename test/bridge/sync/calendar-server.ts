import { onTestFinished } from 'vitest';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from '../../sandbox/icloud/start.ts';

/** A server with calendars that somebody else edits, seen without the code under test. */
export interface CalendarServer {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Makes an empty calendar of that name. */
  create(calendar: string): Promise<void>;
  /** Deletes a calendar with all that it holds. */
  drop(calendar: string): Promise<void>;
  /** Gives a calendar another name to show; null where that is not tried. */
  readonly rename: ((calendar: string, name: string) => Promise<void>) | null;
  put(calendar: string, name: string, text: string): Promise<void>;
  remove(calendar: string, name: string): Promise<void>;
  /** Path to ETag of everything in the calendar. */
  etags(calendar: string): Promise<Map<string, string>>;
  /** Null where nothing can be made to go wrong. */
  readonly faults: ICloud['faults'] | null;
}

/** A stand-in iCloud that ends with the test. */
export async function standInServer(): Promise<CalendarServer> {
  const icloud = await startICloud();
  const account = icloud.account();
  const base = `/${account.id}/calendars/`;
  onTestFinished(() => icloud.stop());
  return {
    url: icloud.url,
    user: DEFAULT_ACCOUNT.appleId,
    password: DEFAULT_ACCOUNT.appPassword,
    create: async (calendar) => void account.calendars.create({ name: calendar, path: calendar }),
    drop: async (calendar) => void account.calendars.remove(calendar),
    rename: async (calendar, name) => void account.calendars.rename(calendar, name),
    put: async (calendar, name, text) => account.put(calendar, name, text),
    remove: async (calendar, name) => account.remove(calendar, name),
    etags: async (calendar) =>
      new Map(account.list(calendar).map(({ name, etag }) => [`${base}${calendar}/${name}`, etag])),
    faults: icloud.faults,
  };
}

interface RealServer {
  readonly url: string;
  put(path: string, text: string): Promise<void>;
  delete(path: string): Promise<void>;
  mkcalendar(path: string, properties: { name: string }): Promise<void>;
}

/** A real server where the calendars of `user` lie in `home`, such as `/ann/`. */
export function realServer(server: RealServer, user: string, password: string, home: string): CalendarServer {
  const credentials = Buffer.from(`${user}:${password}`).toString('base64');
  return {
    url: server.url,
    user,
    password,
    create: (calendar) => server.mkcalendar(`${home}${calendar}/`, { name: calendar }),
    drop: (calendar) => server.delete(`${home}${calendar}/`),
    rename: null,
    put: (calendar, name, text) => server.put(`${home}${calendar}/${name}`, text),
    remove: (calendar, name) => server.delete(`${home}${calendar}/${name}`),
    etags: (calendar) => etagsAt(new URL(`${home}${calendar}/`, server.url), credentials),
    faults: null,
  };
}

async function etagsAt(url: URL, credentials: string): Promise<Map<string, string>> {
  const body = '<propfind xmlns="DAV:"><prop><getetag/></prop></propfind>';
  const headers = { authorization: `Basic ${credentials}`, depth: '1', 'content-type': 'application/xml' };
  const text = await (await fetch(url, { method: 'PROPFIND', headers, body })).text();
  const found = new Map<string, string>();
  for (const [, response = ''] of text.matchAll(/<(?:\w+:)?response>(.*?)<\/(?:\w+:)?response>/gs)) {
    const href = /<(?:\w+:)?href>(.*?)<\/(?:\w+:)?href>/.exec(response)?.[1] ?? '';
    const etag = /<(?:\w+:)?getetag>(.*?)<\/(?:\w+:)?getetag>/.exec(response)?.[1];
    if (!href.endsWith('/') && etag !== undefined) found.set(href, etag.replaceAll('&quot;', '"'));
  }
  return found;
}
