import type { Account } from '../account/account.ts';
import { empty } from './answer.ts';
import type { Answer } from './exchange.ts';

/**
 * The account whose Apple ID and app-specific password the Basic header carries (RFC 7617), or null. The ordinary
 * password of the Apple account is as wrong as any other.
 */
export function signedIn(accounts: Iterable<Account>, authorization: string | undefined): Account | null {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return null;
  const [, user, password] = /^([^:]*):([\s\S]*)$/.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  for (const account of accounts) {
    if (account.appleId === user?.toLowerCase()) return account.appPassword === password ? account : null;
  }
  return null;
}

/** 401 as iCloud sends it: no body, two challenges. */
export function challenge(): Answer {
  return empty(401, { 'WWW-Authenticate': ['X-MobileMe-AuthToken realm="MMCalDav"', 'Basic realm="MMCalDav"'] });
}
