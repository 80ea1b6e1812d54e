import { z } from 'zod';
import { Color, Name } from './values.ts';

/** A calendar that somebody publishes at an address, to be added to a connection. */
export const FeedRequest = z.strictObject({
  /** http, https or webcal. Often the only secret that guards the calendar: it is never shown again. */
  url: z.string().trim().min(1).max(2000),
  /** In place of what the publisher calls it. */
  name: Name.optional(),
  color: Color.optional(),
  /** The person allows the feed's host to be on this computer or on its own network. */
  allowHost: z.boolean().optional(),
});

export type FeedRequest = z.infer<typeof FeedRequest>;
