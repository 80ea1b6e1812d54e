import type { Health } from '../../shared/contract/access.ts';
import type { Written } from '../../shared/contract/appointments.ts';
import type { Crm } from '../../shared/contract/crm.ts';
import type { SyncReport } from '../../shared/contract/sync.ts';
import { isICloud } from '../connect/draft.ts';
import type { Kept } from '../state/kept-bookings.ts';
import type { Account } from './use-accounts.ts';

/** What is known of one account when a report is made; null for what could not be asked. */
export interface ReportedAccount extends Account {
  readonly runs: readonly SyncReport[] | null;
  readonly written: readonly Written[] | null;
  readonly crm: Crm | null;
}

export interface Reported {
  readonly now: number;
  /** The extension's own version. */
  readonly version: string;
  /** "Google Chrome (macOS)" */
  readonly browser: string;
  readonly timeZone: string;
  readonly bridge: Health | null;
  /** Why the bridge gave no answer: a code of ours. */
  readonly failure: string | null;
  readonly accounts: readonly ReportedAccount[];
  readonly kept: Kept | null;
  readonly sites: number;
}

const RUNS = 10;

/**
 * The state of everything, for somebody who helps. Field by field, and none is copied that a person, a calendar or a
 * server named: no titles, names, addresses, ids, sentences or tokens. Calendars and connections are numbered.
 */
export function reportOf({ now, version, browser, timeZone, bridge, failure, accounts, kept, sites }: Reported) {
  return {
    made: new Date(now).toISOString(),
    extension: version,
    browser,
    timeZone,
    bridge: bridge ? { version: bridge.version, protocol: bridge.protocol } : null,
    failure,
    addedSites: sites,
    keptInBrowser: kept && {
      waiting: kept.waiting.length,
      troubles: kept.troubles.length,
      caughtThisMonth: kept.caught,
    },
    connections: accounts.map(connectionIn),
  };
}

export type Report = ReturnType<typeof reportOf>;

function connectionIn(account: ReportedAccount) {
  const { connection, health, runs, written, crm } = account;
  const { calendars: own, ...settings } = connection.settings;
  return {
    server: isICloud(connection.serverUrl) ? 'iCloud' : 'another server',
    status: connection.status,
    configured: connection.configured,
    timeZone: connection.timeZone,
    lastSyncedAt: connection.lastSyncedAt,
    passwordKept: connection.passwordKept ?? null,
    settings: { ...settings, calendarsWithOwnRules: Object.keys(own).length },
    linkedIsConflict: connection.linkedIsConflict,
    calendars: account.calendars.map((calendar) => calendarIn(calendar, account)),
    freshness: health.freshness,
    requests: health.requests,
    outbox: health.outbox,
    bookings: written && countByState(written),
    publicPages: crm && { state: crm.state, lastGoodAt: crm.lastGoodAt },
    runs: runs?.slice(-RUNS).map((run) => runIn(run, account)) ?? null,
  };
}

function calendarIn({ id, kind, access, canLink, canConflict }: Account['calendars'][number], account: Account) {
  const { linkedCalendarId, conflictCalendarIds } = account.connection;
  const state = account.health.calendars.find(({ calendarId }) => calendarId === id);
  return {
    calendar: numberOf(id, account),
    kind,
    access,
    canLink,
    canConflict,
    linked: linkedCalendarId === id,
    blocks: conflictCalendarIds.includes(id),
    state: state?.state ?? null,
    checkedAt: state?.checkedAt ?? null,
    failed: state?.error !== undefined,
    unreadable: state?.unreadable.length ?? 0,
  };
}

/** From 1 on; 0 for a calendar that is no longer in the account. */
const numberOf = (id: string, { calendars }: Account) => calendars.findIndex((one) => one.id === id) + 1;

function runIn({ startedAt, durationMs, trigger, requests, bytesReceived, error, calendars }: SyncReport, of: Account) {
  return {
    startedAt,
    durationMs,
    trigger,
    requests,
    bytesReceived,
    failed: error !== undefined,
    calendars: calendars.map(({ calendarId, mode, added, updated, removed, error: wrong }) => ({
      calendar: numberOf(calendarId, of),
      mode,
      added,
      updated,
      removed,
      failed: wrong !== undefined,
    })),
  };
}

function countByState(written: readonly Written[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of written) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
