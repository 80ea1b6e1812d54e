import { type Clock, systemClock } from '../domain/clock.ts';
import type { CalDavClient, Traffic } from '../domain/remote.ts';
import { allowedHostsOf, isICloud, parseServerUrl } from './allowed-hosts.ts';
import { basicAuth } from './basic-auth.ts';
import { listCalendars } from './calendar-listing.ts';
import { createCalendarWriter } from './calendar-writer.ts';
import { createDavRequests } from './dav-requests.ts';
import { discover } from './discovery.ts';
import { type Exchange, exchange } from './exchange.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { inTurn } from './in-turn.ts';
import { fetchResources, SAFE_HREFS } from './multiget.ts';
import { listResources } from './resource-listing.ts';
import { changesSince } from './sync-collection.ts';
import { listWindow } from './window-query.ts';

export interface CalDavClientOptions {
  /** As the person typed it; a server, a principal or a calendar home. */
  readonly serverUrl: string;
  readonly username: string;
  readonly password: string;
  readonly traffic: Traffic;
  readonly exchange?: Exchange;
  /** For one request with its redirects and its body; discovery waits 15 s at most. */
  readonly timeoutMs?: number;
  /** Of one answer, after decompression. */
  readonly maxBytes?: number;
  readonly now?: Clock;
  readonly maxHrefsPerRequest?: number;
}

/** Fewer and larger questions are quicker where the server takes them. */
const MOST_HREFS = 200;

/** Requests of one account that are under way at the same time, whatever they are for. */
const MOST_AT_ONCE = 6;

/**
 * A client for one account. It remembers the host of the calendar home from `discover` or `listCalendars`, and
 * discovers by itself when neither was called before.
 *
 * @throws BridgeError `invalid` when the address or the user name cannot be used at all.
 */
export function createCalDavClient(options: CalDavClientOptions): CalDavClient {
  const { username, traffic, timeoutMs = 30_000 } = options;
  const server = parseServerUrl(options.serverUrl);
  const limit = { most: options.maxHrefsPerRequest ?? (isICloud(server) ? SAFE_HREFS : MOST_HREFS) };
  const allowed = allowedHostsOf(server);
  const guardedFetch = createGuardedFetch({
    allowed,
    traffic,
    authorization: basicAuth(username, options.password),
    exchange: options.exchange ?? exchange,
    maxBytes: options.maxBytes ?? 64 * 1_048_576,
    clock: options.now ?? systemClock,
  });
  const requests = createDavRequests(inTurn(guardedFetch, MOST_AT_ONCE), timeoutMs);
  let homeUrl: string | null = null;

  const findAccount = async (signal?: AbortSignal) => {
    const account = await discover({ server, username, requests, allowed, timeoutMs, signal });
    homeUrl = account.homeUrl;
    return account;
  };
  const located = async (href: string, signal?: AbortSignal) =>
    new URL(href, homeUrl ?? (await findAccount(signal)).homeUrl);

  return {
    discover: findAccount,
    listCalendars: (account, signal) => {
      homeUrl = account.homeUrl;
      return listCalendars(requests, account, signal);
    },
    changes: async (href, token, signal) => changesSince(requests, await located(href, signal), token, signal),
    listResources: async (href, signal) => listResources(requests, await located(href, signal), signal),
    listWindow: async (href, window, signal) => listWindow(requests, await located(href, signal), window, signal),
    fetchResources: async (href, hrefs, signal) =>
      fetchResources(requests, await located(href, signal), hrefs, { limit, signal }),
    ...createCalendarWriter(requests, located),
  };
}
