import type { BridgeClient } from '../bridge-client/client.ts';
import { BridgeFailure } from '../bridge-client/failure.ts';
import type { KeptBookings } from '../state/kept-bookings.ts';
import { browserTimeZone } from '../ui/day-and-time.ts';
import { type Report, type ReportedAccount, reportOf } from './report.ts';

export type ReportClient = Pick<
  BridgeClient,
  'health' | 'connections' | 'calendars' | 'connectionHealth' | 'syncReports' | 'appointments' | 'crm'
>;

export interface ReportSources {
  readonly client: ReportClient;
  readonly kept: Pick<KeptBookings, 'read'>;
  /** The sites that the person added. */
  readonly sites: () => Promise<readonly string[]>;
  readonly version: string;
  readonly browser: string;
}

/** What the bridge answers, or null where it gives no answer. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof BridgeFailure) return null;
    throw error;
  }
}

async function accountsOf(client: ReportClient): Promise<ReportedAccount[]> {
  const connections = await client.connections();
  return Promise.all(
    connections.map(async (connection) => {
      const { id } = connection;
      const [calendars, health] = await Promise.all([client.calendars(id), client.connectionHealth(id)]);
      const [runs, written, crm] = await Promise.all([
        orNull(client.syncReports(id)),
        orNull(client.appointments(id)),
        orNull(client.crm(id)),
      ]);
      return { connection, calendars, health, runs, written, crm };
    }),
  );
}

/** Asks for everything that a report tells. Also a bridge that gives no answer makes one: it says so. */
export async function readReport({ client, kept, sites, version, browser }: ReportSources): Promise<Report> {
  let accounts: ReportedAccount[] = [];
  let failure: string | null = null;
  try {
    accounts = await accountsOf(client);
  } catch (error) {
    if (!(error instanceof BridgeFailure)) throw error;
    failure = error.code;
  }
  const [bridge, ownMemory, added] = await Promise.all([orNull(client.health()), kept.read(null), sites()]);
  const about = { now: Date.now(), version, browser, timeZone: browserTimeZone() };
  return reportOf({ ...about, bridge, failure, accounts, kept: ownMemory, sites: added.length });
}
