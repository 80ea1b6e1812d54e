import browser from 'webextension-polyfill';
import type { Connection } from '../../shared/contract/connection.ts';
import type { Crm } from '../../shared/contract/crm.ts';
import { needsThePerson } from '../public-pages/state-words.ts';
import { NEEDED, PRODUCT } from './words.ts';

export interface Concerns {
  readonly connections: readonly Pick<Connection, 'status' | 'configured'>[];
  /** How public booking pages are protected, where that could be asked. */
  readonly publicPages: readonly Pick<Crm, 'state'>[];
  /** Bookings that could not be handed over, and of which the person has not read. */
  readonly troubles: number;
}

/** What the person has to do, or null: the badge speaks only then, and never of what mends itself. */
export function actionNeeded({ connections, publicPages, troubles }: Concerns): string | null {
  if (connections.some(({ status }) => status === 'needs-password')) return NEEDED.password;
  if (publicPages.some(needsThePerson)) return NEEDED.token;
  if (connections.some(({ configured }) => !configured)) return NEEDED.calendars;
  return troubles > 0 ? NEEDED.bookings : null;
}

/** Shows or takes away the badge on the extension's button. */
export async function showBadge(needed: string | null): Promise<void> {
  await browser.action.setBadgeText({ text: needed === null ? '' : '!' });
  await browser.action.setBadgeBackgroundColor({ color: '#B26A00' });
  await browser.action.setTitle({ title: needed === null ? PRODUCT : `${PRODUCT}: ${needed}` });
}
