import { z } from 'zod';
import { Id } from '../../shared/contract/values.ts';
import { stored } from './stored.ts';

/** A booking that could not be handed to the bridge and is not tried again by itself. */
const BookingTrouble = z.strictObject({
  connectionId: Id,
  appointmentId: Id,
  title: z.string().nullable(),
  /** Epoch milliseconds. */
  start: z.number().nullable(),
  /** What is so, then what to do. */
  words: z.string(),
  at: z.number(),
});
export type BookingTrouble = z.infer<typeof BookingTrouble>;

const MAX_TROUBLES = 20;

/** Newest first. */
export const bookingTroubles = stored('bookingTroubles', z.array(BookingTrouble).max(MAX_TROUBLES));

const isOther = (a: Pick<BookingTrouble, 'connectionId' | 'appointmentId'>) => (b: BookingTrouble) =>
  a.connectionId !== b.connectionId || a.appointmentId !== b.appointmentId;

export const withTrouble = (list: readonly BookingTrouble[], one: BookingTrouble): BookingTrouble[] =>
  [one, ...list.filter(isOther(one))].slice(0, MAX_TROUBLES);

/** The list without that appointment's trouble: a later state of it went well, or the person has read it. */
export const withoutTrouble = (
  list: readonly BookingTrouble[],
  one: Pick<BookingTrouble, 'connectionId' | 'appointmentId'>,
): BookingTrouble[] => list.filter(isOther(one));
