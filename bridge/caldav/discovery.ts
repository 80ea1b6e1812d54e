import type { RemoteAccount } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { AllowedHosts } from './allowed-hosts.ts';
import type { DavRequests } from './dav-requests.ts';
import { type Answer, throttled } from './guarded-fetch.ts';
import { isWebPage, preconditionsOf, type ResourceStatus, readMultistatus } from './multistatus.ts';
import { ownerAddresses } from './owner-addresses.ts';
import { CALDAV, childOf, DAV, hasChild, textOf, type XmlElement } from './xml/element.ts';

const TIMEOUT_MS = 15_000;
const PRINCIPAL = `${DAV}current-user-principal`;
const HOME_SET = `${CALDAV}calendar-home-set`;

export interface DiscoveryOptions {
  readonly server: URL;
  readonly username: string;
  readonly requests: DavRequests;
  readonly allowed: AllowedHosts;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * From the address of a server to the calendar home: the principal by `current-user-principal` (RFC 5397) at the address
 * itself or at `/.well-known/caldav` (RFC 6764 6), and at the principal the home (RFC 4791 6.2.1) and the addresses of
 * its owner (RFC 6638 2.4.1). Hrefs of answers are not compared with what was asked: iCloud's differ.
 *
 * @throws BridgeError of a CalDAV kind; `not-caldav` when something else answers there.
 */
export async function discover(options: DiscoveryOptions): Promise<RemoteAccount> {
  const principal = await findPrincipal(options);
  const properties = ['c:calendar-home-set', 'c:calendar-user-address-set'];
  const { url, entries } = await lookUp(options, principal, properties);
  const homeSet = entries.map(({ found }) => found.get(HOME_SET)).find((set) => hasChild(set, `${DAV}href`));
  const home = asUrl(textOf(childOf(homeSet, `${DAV}href`)), url);
  if (home === null) throw notCalDav(`${url.host} names no calendars for this account.`);
  if (!options.allowed(home)) throw notCalDav(elsewhere(home));
  if (!home.pathname.endsWith('/')) home.pathname += '/';
  return { principalUrl: url.href, homeUrl: home.href, ownerAddresses: ownerAddresses(entries, options.username) };
}

async function findPrincipal(options: DiscoveryOptions): Promise<URL> {
  try {
    return await principalAt(options, options.server);
  } catch (error) {
    if (!(error instanceof BridgeError) || error.code !== 'not-caldav') throw error;
    const wellKnown = new URL('/.well-known/caldav', options.server);
    return await principalAt(options, wellKnown).catch((second: unknown) => {
      throw second instanceof BridgeError && second.code === 'not-caldav' ? error : second;
    });
  }
}

async function principalAt(options: DiscoveryOptions, at: URL): Promise<URL> {
  const { url, entries } = await lookUp(options, at, ['d:current-user-principal']);
  const named = entries.map(({ found }) => found.get(PRINCIPAL)).filter((element) => element !== undefined);
  const principal = asUrl(textOf(childOf(named.find(hasHref), `${DAV}href`)), url);
  if (principal !== null) {
    if (!options.allowed(principal)) throw notCalDav(elsewhere(principal));
    return principal;
  }
  // The server let us in without looking at the password.
  if (named.some((element) => hasChild(element, `${DAV}unauthenticated`))) throw new BridgeError('invalid-credentials');
  throw notCalDav(`${url.host} answers, but names no account. Check the address of the server.`);
}

/** A PROPFIND of which only the answered properties count. */
async function lookUp(options: DiscoveryOptions, at: URL, properties: readonly string[]) {
  const { requests, signal } = options;
  const timeoutMs = Math.min(options.timeoutMs, TIMEOUT_MS);
  const answer = await requests.propfind(at, '0', properties, { signal, timeoutMs }).catch(asDiscoveryFailure);
  const reading = await readMultistatus(answer);
  if (reading.kind === 'flawed') throw failureOf(answer, reading.flaw);
  return { url: answer.url, entries: reading.multistatus.responses as readonly ResourceStatus[] };
}

function asDiscoveryFailure(error: unknown): never {
  if (error instanceof BridgeError && error.code === 'bad-answer') throw notCalDav(error.message);
  throw error;
}

/** iCloud throttles with a bare 403; a web server's 403 comes with a page. */
function failureOf(answer: Answer, flaw: string): BridgeError {
  const waits = answer.retryAfterMs !== undefined || !isWebPage(answer) || answer.url.hostname.includes('.icloud.com');
  if (answer.status === 403 && preconditionsOf(answer) === null && waits) return throttled(answer);
  return notCalDav(`${answer.url.host} is not a CalDAV server: it answered ${flaw}. Check the address of the server.`);
}

function hasHref(element: XmlElement): boolean {
  return hasChild(element, `${DAV}href`);
}

function asUrl(href: string | null, base: URL): URL | null {
  return href !== null && URL.canParse(href, base) ? new URL(href, base) : null;
}

function elsewhere({ protocol, host }: URL): string {
  return `The calendar server points to ${protocol}//${host}, where your password is not sent. If that is the right server, enter its address.`;
}

function notCalDav(detail: string): BridgeError {
  return new BridgeError('not-caldav', { detail });
}
