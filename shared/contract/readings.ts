import { z } from 'zod';
import { Id, Instant } from './values.ts';

const ReadTime = z.strictObject({ start: Instant, end: Instant, allDay: z.boolean() });

export const ReadingsQuery = z.object({ calendarId: Id, uid: z.string().min(1).max(1000) });

/** What two independent readers each make of the resources of one UID. */
export const Readings = z.strictObject({
  from: Instant,
  to: Instant,
  readings: z.array(
    z.strictObject({
      resource: z.string(),
      icalJs: z.array(ReadTime),
      nodeIcal: z.array(ReadTime),
      agree: z.boolean(),
      /** In words, for a person who looks for the cause. */
      differences: z.array(z.string()),
    }),
  ),
});

export type Readings = z.infer<typeof Readings>;
