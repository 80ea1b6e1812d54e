import { randomBytes } from 'node:crypto';
import { type ConnectRequest, DEFAULT_SETTINGS } from '../../shared/contract/connection.ts';
import type { CalDavClient, RemoteAccount, RemoteCalendar, Traffic } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { mergeListing } from './calendars.ts';
import { instant } from './instant.ts';
import type { StoredConnection } from './stored-connection.ts';

/**
 * One iCloud connection per user and sub-account; an account serves one sub-account unless every connection that has
 * it elsewhere allows several. Throws `already-connected` or `connected-elsewhere`.
 */
export function assertMayConnect(
  request: ConnectRequest,
  serverUrl: string,
  existing: readonly StoredConnection[],
): void {
  const { locationId, userId } = request;
  if (existing.some((other) => other.locationId === locationId && other.userId === userId)) {
    throw new BridgeError('already-connected');
  }
  const elsewhere = existing.find(
    (other) =>
      other.locationId !== locationId &&
      sameServer(other.serverUrl, serverUrl) &&
      other.appleId.toLowerCase() === request.appleId.toLowerCase() &&
      !other.settings.accountInSeveralSubaccounts,
  );
  if (elsewhere) {
    const where = elsewhere.locationName ?? elsewhere.locationId;
    throw new BridgeError('connected-elsewhere', {
      detail: `This iCloud account already serves ${where}. Turn on "use this account in several sub-accounts" there, or use another account.`,
    });
  }
}

/** A slash at the end makes no other server, nor do letter case in the host and a port that goes without saying. */
function sameServer(a: string, b: string): boolean {
  const plain = (address: string) => new URL(address).href.replace(/\/+$/, '');
  return plain(a) === plain(b);
}

/** A new connection, verified and with its calendars listed, but nothing chosen yet. */
export function newConnection(
  request: ConnectRequest,
  serverUrl: string,
  verified: { account: RemoteAccount; listing: readonly RemoteCalendar[] },
  now: number,
): StoredConnection {
  const { locationId, locationName, userId, userName, appleId, timeZone } = request;
  const { principalUrl, homeUrl, ownerAddresses } = verified.account;
  return {
    id: `con_${randomBytes(12).toString('base64url')}`,
    locationId,
    ...(locationName === undefined ? {} : { locationName }),
    userId,
    ...(userName === undefined ? {} : { userName }),
    appleId,
    serverUrl,
    timeZone,
    configured: false,
    lastSyncedAt: null,
    linkedCalendarId: null,
    linkedIsConflict: true,
    conflictCalendarIds: [],
    createdAt: instant(now),
    settings: structuredClone(DEFAULT_SETTINGS),
    paused: false,
    passwordRefused: false,
    account: { principalUrl, homeUrl, ownerAddresses: [...ownerAddresses] },
    calendars: mergeListing([], verified.listing, new Set()),
    ignored: [],
  };
}

export type OpenClient = (server: {
  serverUrl: string;
  username: string;
  password: string;
  traffic: Traffic;
}) => CalDavClient;

/** Signs in, finds the account and lists its calendars. Throws what stands in the way of that. */
export async function verifiedAccount(openClient: OpenClient, serverUrl: string, username: string, password: string) {
  const client = openClient({ serverUrl, username, password, traffic: { requests: 0, bytesReceived: 0 } });
  const account = await client.discover();
  return { account, listing: await client.listCalendars(account) };
}
