import { z } from 'zod';
import { READER } from '../icalendar/read.ts';

/** What is known of a calendar's copy as a whole, and what the server called the state that it was read in. */
export const Head = z.object({
  version: z.literal(1),
  /** The reader of the texts; 0 before readers were counted. */
  reader: z.number().int().default(0),
  complete: z.boolean(),
  ctag: z.string().nullable(),
  syncToken: z.string().nullable(),
  checkedAt: z.number().nullable(),
  auditedAt: z.number().nullable(),
  ahead: z.boolean(),
  resources: z.number().int(),
  shards: z.number().int(),
});
export type CacheHead = z.infer<typeof Head>;
export type HeadChange = Partial<Omit<CacheHead, 'version' | 'reader' | 'resources' | 'shards'>>;

/** Of a calendar that was never read. */
export const EMPTY: CacheHead = {
  version: 1,
  reader: READER,
  complete: false,
  ctag: null,
  syncToken: null,
  checkedAt: null,
  auditedAt: null,
  ahead: false,
  resources: 0,
  shards: 0,
};
