import { z } from 'zod';
import { CrmPass, CrmScope, CrmSettings } from '../../shared/contract/crm.ts';
import { Id } from '../../shared/contract/values.ts';
import type { BlockLedger } from '../domain/crm/own-blocks.ts';

/** Why nothing is sent until the person does something. */
const Stopped = z.object({
  code: z.enum(['invalid-token', 'missing-scope', 'wrong-location']),
  detail: z.string(),
  scopes: z.array(CrmScope),
});

/** What the person set up for one connection. The token is not here; it is with the secrets under `tokenName(id)`. */
export const StoredLink = z.object({
  connectionId: Id,
  userId: Id,
  userName: z.string(),
  locationName: z.string(),
  /** Null for HighLevel's own. */
  baseUrl: z.string().nullable(),
  settings: CrmSettings,
  stopped: Stopped.nullable(),
});

export const LinksFile = z.object({ version: z.literal(1), links: z.array(StoredLink) });

const Times = { start: z.number(), end: z.number() };
const Titled = { ...Times, title: z.string() };

const LeftOpen = z.object({ ...Times, id: z.string().nullable().default(null), cause: z.string() });

export const BlocksFile: z.ZodType<BlockLedger & { version: 1 }> = z.object({
  version: z.literal(1),
  blocks: z.array(
    z.object({
      ...Titled,
      id: z.string(),
      at: z.number(),
      unsure: z.boolean(),
      leaving: z.boolean(),
      missingSince: z.number().nullable(),
      foreignAt: z.number().nullable(),
      theirs: z.boolean().default(false),
      opened: z.array(z.object(Times)),
      cause: z.string(),
    }),
  ),
  intents: z.array(z.object({ ...Titled, at: z.number(), cause: z.string() })),
  leftOpen: z.array(LeftOpen),
  removed: z.array(z.object({ id: z.string(), at: z.number() })),
  othersAt: z.number().nullable().default(null),
  doubted: z.array(LeftOpen).default([]),
  takenOut: z.array(z.object(Times)).default([]),
});

/** How the latest runs went, and the calls of the day. */
export const RunsFile = z.object({
  version: z.literal(1),
  day: z.string(),
  used: z.number().int(),
  lastGoodAt: z.number().nullable(),
  lastPass: CrmPass.nullable(),
});

export type Stopped = z.infer<typeof Stopped>;
export type StoredLink = z.infer<typeof StoredLink>;
export type LinksFile = z.infer<typeof LinksFile>;
export type BlocksFile = z.infer<typeof BlocksFile>;
export type RunsFile = z.infer<typeof RunsFile>;

export function tokenName(connectionId: string): string {
  return `crm:${connectionId}`;
}
