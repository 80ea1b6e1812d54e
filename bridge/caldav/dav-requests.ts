import { calendarQuery, createObject, deleteObject, propfind, syncCollection, updateObject } from 'tsdav';
import type { Interval } from '../../shared/intervals.ts';
import type { Answer, GuardedFetch } from './guarded-fetch.ts';

/** The questions of WebDAV and CalDAV that one account asks. Every answer is whole and unjudged; see `GuardedFetch`. */
export interface DavRequests {
  propfind(url: URL, depth: '0' | '1', properties: readonly string[], options?: AskOptions): Promise<Answer>;
  /** RFC 6578 3.2, ETags alone. */
  syncCollection(url: URL, syncToken: string, options?: AskOptions): Promise<Answer>;
  /** RFC 4791 7.8, ETags of the events in the window. */
  calendarQuery(url: URL, window: Interval, options?: AskOptions): Promise<Answer>;
  /** RFC 4791 7.9. */
  calendarMultiget(url: URL, hrefs: readonly string[], options?: AskOptions): Promise<Answer>;
  get(url: URL, options?: AskOptions): Promise<Answer>;
  /** PUT with `If-None-Match: *`. */
  create(url: URL, text: string, options?: AskOptions): Promise<Answer>;
  /** PUT with `If-Match`, unless the ETag is null. */
  update(url: URL, text: string, etag: string | null, options?: AskOptions): Promise<Answer>;
  /** With `If-Match`, unless the ETag is null. */
  delete(url: URL, etag: string | null, options?: AskOptions): Promise<Answer>;
}

interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

/** Not compressed, since a server or proxy that compresses gives the resource another ETag than it compares with. */
const READING = { accept: 'text/calendar', 'accept-encoding': 'identity' };
const WRITING = { 'Content-Type': 'text/calendar; charset=utf-8' };

type Send = (fetchForTsdav: typeof fetch) => Promise<unknown>;

/** Properties are written with tsdav's prefixes: `d:`, `c:` CalDAV, `cs:` CalendarServer, `ca:` Apple. */
export function createDavRequests(guardedFetch: GuardedFetch, defaultTimeoutMs: number): DavRequests {
  const ask = (send: Send, options: AskOptions = {}) =>
    answerTo(send, guardedFetch, options.timeoutMs ?? defaultTimeoutMs, options.signal);
  return {
    propfind: (url, depth, properties, options) =>
      ask((fetch) => propfind({ url: url.href, depth, props: empty(properties), fetch }), options),
    syncCollection: (url, syncToken, options) =>
      ask((fetch) => {
        const props = empty(['d:getetag']);
        return syncCollection({ url: url.href, syncToken, syncLevel: 1, props, headers: { depth: '0' }, fetch });
      }, options),
    calendarQuery: (url, window, options) =>
      ask((fetch) => {
        const filters = eventsIn(window);
        return calendarQuery({ url: url.href, depth: '1', props: empty(['d:getetag']), filters, fetch });
      }, options),
    // tsdav takes longer to write hundreds of hrefs than the answer takes to be read.
    calendarMultiget: (url, hrefs, { signal, timeoutMs = defaultTimeoutMs } = {}) => {
      const headers = { 'content-type': 'text/xml;charset=UTF-8', depth: '1' };
      return guardedFetch(url, { method: 'REPORT', headers, body: multigetBody(hrefs), timeoutMs, signal });
    },
    get: (url, { signal, timeoutMs = defaultTimeoutMs } = {}) =>
      guardedFetch(url, { method: 'GET', headers: READING, timeoutMs, signal }),
    create: (url, data, options) =>
      ask(
        (fetch) => createObject({ url: url.href, data, headers: { ...WRITING, 'If-None-Match': '*' }, fetch }),
        options,
      ),
    update: (url, data, etag, options) =>
      ask((fetch) => updateObject({ url: url.href, data, headers: WRITING, fetch, ...matching(etag) }), options),
    delete: (url, etag, options) => ask((fetch) => deleteObject({ url: url.href, fetch, ...matching(etag) }), options),
  };
}

/**
 * tsdav writes the question; the answer is taken from the wire, past tsdav. Its own reading of XML turns names into
 * numbers, loses CDATA, drops headers and takes truncated answers, so it is handed an empty one.
 */
async function answerTo(send: Send, guardedFetch: GuardedFetch, timeoutMs: number, signal?: AbortSignal) {
  let answer: Answer | null = null;
  await send(async (input, init = {}) => {
    const headers = lowerCased(init.headers as Record<string, string>);
    const body = typeof init.body === 'string' ? { body: init.body } : {};
    const request = { method: init.method ?? 'GET', headers, timeoutMs, signal, ...body };
    answer = await guardedFetch(new URL(String(input)), request);
    return NOTHING as unknown as Response;
  });
  if (answer === null) throw new Error('The request was never sent.');
  return answer as Answer;
}

/** What tsdav looks at. A `Response`, like anything of fetch, would bring all of fetch into memory. */
const NOTHING = { ok: true, status: 207, headers: { get: () => null }, text: async () => '' };

function lowerCased(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function matching(etag: string | null) {
  return etag === null ? {} : { etag };
}

function multigetBody(hrefs: readonly string[]): string {
  const named = hrefs.map((href) => `<d:href>${href.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</d:href>`);
  return (
    '<?xml version="1.0" encoding="utf-8"?><c:calendar-multiget xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">' +
    `<d:prop><d:getetag/><c:calendar-data/></d:prop>${named.join('')}</c:calendar-multiget>`
  );
}

function empty(properties: readonly string[]): Record<string, object> {
  return Object.fromEntries(properties.map((property) => [property, {}]));
}

function eventsIn({ start, end }: Interval) {
  const range = { start: utc(Math.floor(start / 1000)), end: utc(Math.ceil(end / 1000)) };
  const events = { _attributes: { name: 'VEVENT' }, 'c:time-range': { _attributes: range } };
  return { 'c:comp-filter': { _attributes: { name: 'VCALENDAR' }, 'c:comp-filter': events } };
}

/** RFC 5545 3.3.5, form 2. */
function utc(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
