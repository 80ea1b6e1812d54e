import { type ConnectRequest, ServerUrl } from '../../shared/contract/connection.ts';
import { appSpecificPassword } from './app-password.ts';
import { WORDS } from './words.ts';

/** What stands in the form. The password lives here and in the one request that carries it, nowhere else. */
export interface Draft {
  readonly appleId: string;
  readonly password: string;
  /** True once "Another CalDAV server" is chosen; then `serverUrl` counts. */
  readonly otherServer: boolean;
  readonly serverUrl: string;
  readonly timeZone: string;
}

export type DraftErrors = Partial<Record<'appleId' | 'password' | 'serverUrl', string>>;

/** Whose calendars are connected: a user in a sub-account, as the person confirmed them. */
export type Who = Pick<ConnectRequest, 'locationId' | 'locationName' | 'userId' | 'userName'>;

export type Examined<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: DraftErrors };

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const ICLOUD_HOST = /(^|\.)icloud\.com(\.cn)?$/;

/** Whether an address is iCloud's own; text that is no address is not. */
export function isICloud(serverUrl: string): boolean {
  return URL.canParse(serverUrl) && ICLOUD_HOST.test(new URL(serverUrl).hostname);
}

/** What keeps the form from being sent, before anything leaves the page; else the request. */
export function examine(draft: Draft, who: Who): Examined<ConnectRequest> {
  const iCloud = !draft.otherServer || isICloud(draft.serverUrl.trim());
  const appleId = draft.appleId.trim();
  const password = examinePassword(draft.password, iCloud);
  const errors: DraftErrors = {
    ...nameErrors(appleId, iCloud),
    ...(password.ok ? {} : password.errors),
    ...(draft.otherServer ? serverErrors(draft.serverUrl.trim()) : {}),
  };
  if (!password.ok || Object.keys(errors).length > 0) return { ok: false, errors };
  const server = draft.otherServer ? { serverUrl: draft.serverUrl.trim() } : {};
  return { ok: true, value: { ...who, appleId, appPassword: password.value, ...server, timeZone: draft.timeZone } };
}

/** The password as it is sent: for iCloud in Apple's own writing, for another server exactly as typed. */
export function examinePassword(text: string, iCloud: boolean): Examined<string> {
  if (text.trim() === '')
    return { ok: false, errors: { password: iCloud ? WORDS.needPassword : WORDS.needOtherPassword } };
  if (!iCloud) return { ok: true, value: text };
  const password = appSpecificPassword(text);
  return password === null
    ? { ok: false, errors: { password: WORDS.ordinaryPassword } }
    : { ok: true, value: password };
}

function nameErrors(appleId: string, iCloud: boolean): DraftErrors {
  if (iCloud) return EMAIL.test(appleId) ? {} : { appleId: appleId === '' ? WORDS.needAppleId : WORDS.notAnAddress };
  return appleId === '' ? { appleId: WORDS.needUserName } : {};
}

function serverErrors(serverUrl: string): DraftErrors {
  if (serverUrl === '') return { serverUrl: WORDS.needServer };
  if (!ServerUrl.safeParse(serverUrl).success) return { serverUrl: WORDS.notAServer };
  const { protocol, hostname } = new URL(serverUrl);
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  return protocol === 'https:' || loopback ? {} : { serverUrl: WORDS.insecureServer };
}
