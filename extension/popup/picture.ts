import type { BlockedSlots } from '../../shared/contract/blocked-slots.ts';
import type { Calendar, Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { rangeFromToday } from './day-window.ts';
import { LOOK_AHEAD_DAYS } from './next-free.ts';

/** What is known of one connection's time, for today and the two weeks from it. */
export interface Picture {
  readonly connectionId: string;
  readonly range: { readonly from: string; readonly to: string };
  readonly etag: string | null;
  readonly blocked: BlockedSlots;
  readonly calendars: readonly Calendar[];
}

export type PictureClient = Pick<BridgeClient, 'blockedSlots' | 'calendars'>;

/** Reads the picture, or what changed of `before`; calendars are listed again only when their choice changed. */
export async function readPicture(
  client: PictureClient,
  connection: Connection,
  before: Picture | null,
  now: number,
): Promise<Picture> {
  const range = rangeFromToday(now, LOOK_AHEAD_DAYS, connection.timeZone);
  const known = before?.connectionId === connection.id ? before : null;
  const sameRange = known !== null && known.range.from === range.from && known.range.to === range.to;
  const etag = sameRange ? (known.etag ?? undefined) : undefined;
  const answer = await client.blockedSlots(connection.id, range, etag);
  const complete =
    known !== null && connection.conflictCalendarIds.every((id) => known.calendars.some((c) => c.id === id));
  const calendars = complete ? known.calendars : await client.calendars(connection.id);
  if (answer.changed) return { connectionId: connection.id, range, etag: answer.etag, blocked: answer.body, calendars };
  if (known === null) throw new Error('the bridge said "unchanged" to a first question');
  return { ...known, calendars, blocked: { ...known.blocked, checkedAt: answer.checkedAt ?? known.blocked.checkedAt } };
}
