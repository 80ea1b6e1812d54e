import { DEFAULT_ACCOUNT, type ICloud } from './start.ts';

interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface AskOptions {
  readonly body?: string;
  readonly headers?: Record<string, string>;
  /** Null sends no credentials. */
  readonly credentials?: { appleId: string; appPassword: string } | null;
  readonly signal?: AbortSignal;
}

export type Ask = (method: string, url: string, options?: AskOptions) => Promise<Asked>;

/** Raw requests to a stand-in iCloud, redirects not followed; a bare path goes to the partition host. */
export function asking(icloud: ICloud): Ask {
  return async (method, url, { body, headers = {}, credentials = DEFAULT_ACCOUNT, signal } = {}) => {
    const target = url.startsWith('http') ? url : `${icloud.partitionUrl}${url}`;
    const sent = credentials === null ? headers : { Authorization: basic(credentials), ...headers };
    const options = { method, headers: sent, redirect: 'manual' as const };
    const response = await fetch(target, { ...options, ...(body && { body }), ...(signal && { signal }) });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
}

function basic({ appleId, appPassword }: { appleId: string; appPassword: string }): string {
  return `Basic ${Buffer.from(`${appleId}:${appPassword}`).toString('base64')}`;
}

const NAMESPACES = `xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:cs="http://calendarserver.org/ns/" xmlns:a="http://apple.com/ns/ical/"`;
const WITH_DATA = '<d:prop><d:getetag/><c:calendar-data/></d:prop>';

export function propfindBody(...names: string[]): string {
  return `<?xml version="1.0"?><d:propfind ${NAMESPACES}><d:prop>${names.map((name) => `<${name}/>`).join('')}</d:prop></d:propfind>`;
}

export function multigetBody(hrefs: readonly string[]): string {
  const named = hrefs.map((href) => `<d:href>${href}</d:href>`).join('');
  return `<c:calendar-multiget ${NAMESPACES}>${WITH_DATA}${named}</c:calendar-multiget>`;
}

export function syncBody(token: string, limit = ''): string {
  const level = '<d:sync-level>1</d:sync-level>';
  return `<d:sync-collection ${NAMESPACES}><d:sync-token>${token}</d:sync-token>${level}${limit}<d:prop><d:getetag/></d:prop></d:sync-collection>`;
}

/** `inner` stands inside the comp-filter for VEVENT; `component` and `prop` can be given to ask wrongly. */
export function queryBody(inner = '', component = 'VEVENT', prop = WITH_DATA): string {
  const events = component === '' ? '' : `<c:comp-filter name="${component}">${inner}</c:comp-filter>`;
  const filter = `<c:filter><c:comp-filter name="VCALENDAR">${events}</c:comp-filter></c:filter>`;
  return `<c:calendar-query ${NAMESPACES}>${prop}${filter}</c:calendar-query>`;
}

/** The text of each `href` that is a direct child of a `response`, in order. */
export function hrefsIn(text: string): string[] {
  return [...text.matchAll(/<response xmlns='DAV:'><href xmlns='DAV:'>([^<]*)<\/href>/g)].map(([, href = '']) => href);
}

/** The `response` of that href, as text; throws when there is none. */
export function responseOf(text: string, href: string): string {
  const response = text.split("<response xmlns='DAV:'>").find((one) => one.includes(`>${href}</href>`));
  if (response === undefined) throw new Error(`No response for ${href}.`);
  return response;
}

/** The sync-token at the end of an answer to sync-collection. */
export function syncTokenIn(text: string): string {
  const token = /<sync-token xmlns='DAV:'>([^<]*)<\/sync-token><\/multistatus>$/.exec(text)?.[1];
  if (token === undefined) throw new Error('No sync-token.');
  return token;
}
