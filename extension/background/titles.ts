import type { Connection } from '../../shared/contract/connection.ts';
import { hiddenTitles } from '../state/hidden-titles.ts';
import { untitled } from '../state/untitled.ts';
import type { View } from './messages.ts';
import type { Known } from './whose-time.ts';

/** The command of the manifest that hides all titles and shows them again. */
export const TITLES_COMMAND = 'hide-titles';

/**
 * Whether the person whose titles these are sits before this browser, as far as that can be told: the staff app's grid
 * belongs to who is signed in there; on a booking page it is who was seen in the staff app last, or the only one ever.
 */
export function isTheirBrowser(
  { locationId, userId }: Pick<Connection, 'locationId' | 'userId'>,
  view: View,
  { staffUser, seenUsers }: Pick<Known, 'staffUser' | 'seenUsers'>,
): boolean {
  if (view.kind === 'staff-grid') return staffUser?.userId === userId && staffUser.locationId === locationId;
  return seenUsers[0]?.userId === userId;
}

/** The connection as a page may tell of it: with titles only for their owner, and never while they are hidden. */
export async function asShown(
  connection: Connection,
  view: View,
  known: Pick<Known, 'staffUser' | 'seenUsers'>,
): Promise<Connection> {
  const isHidden = (await hiddenTitles.read()) ?? false;
  return isHidden || !isTheirBrowser(connection, view, known) ? untitled(connection) : connection;
}

/** Hides all titles, or shows them again. Gives which. */
export async function toggleTitles(): Promise<boolean> {
  const isHidden = !((await hiddenTitles.read()) ?? false);
  await hiddenTitles.write(isHidden);
  return isHidden;
}
