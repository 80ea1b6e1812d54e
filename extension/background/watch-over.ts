import browser from 'webextension-polyfill';
import type { Connection } from '../../shared/contract/connection.ts';
import type { Crm } from '../../shared/contract/crm.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { BridgeFailure } from '../bridge-client/failure.ts';
import { bookingTroubles } from '../state/booking-troubles.ts';
import { actionNeeded, showBadge } from './badge.ts';
import { tellBroken } from './broken-connections.ts';
import type { Directory } from './directory.ts';
import { answerNotifications, clearMended, notifyBroken } from './notifications.ts';

/** Nobody tells what happens while no page of the CRM is open: the bridge is asked this often. */
const LOOK_ALARM = 'look-after-connections';
const LOOK_EVERY_MINUTES = 5;

export interface Watched {
  readonly bridge: () => Promise<Pick<BridgeClient, 'crm'>>;
  readonly directory: Pick<Directory, 'all'>;
}

/** The bridge's own troubles are for the popup and the pages: here it means that nothing new is known. */
async function orNothing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof BridgeFailure) return null;
    throw error;
  }
}

async function publicPagesOf(connections: readonly Connection[], { bridge }: Watched): Promise<Crm[]> {
  const configured = connections.filter((one) => one.configured);
  const client = await bridge();
  const all = await Promise.all(configured.map(({ id }) => orNothing(client.crm(id))));
  return all.flatMap((crm) => crm ?? []);
}

/** Looks after all connections: the badge says what is to be done, and a notification that one just broke. */
export async function lookAfter(watched: Watched): Promise<void> {
  const connections = await orNothing(watched.directory.all());
  // Without an answer the badge keeps what it said last.
  if (connections === null) return;
  const publicPages = await publicPagesOf(connections, watched);
  const troubles = (await bookingTroubles.read())?.length ?? 0;
  await showBadge(actionNeeded({ connections, publicPages, troubles }));
  await tellBroken(connections, notifyBroken);
  await clearMended(connections);
}

/** Set once: each life of the worker would begin its time anew. */
async function setAlarm(): Promise<void> {
  if (await browser.alarms.get(LOOK_ALARM)) return;
  await browser.alarms.create(LOOK_ALARM, { periodInMinutes: LOOK_EVERY_MINUTES });
}

/** Called once in each life of the worker; gives the way to look at once. */
export function watchOver(watched: Watched): () => Promise<void> {
  const look = () => lookAfter(watched);
  answerNotifications();
  void setAlarm();
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === LOOK_ALARM) void look();
  });
  // The badge is gone with the browser.
  browser.runtime.onStartup.addListener(() => void look());
  bookingTroubles.onChange(() => void look());
  return look;
}
