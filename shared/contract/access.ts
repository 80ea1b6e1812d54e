import { z } from 'zod';

export const PROTOCOL = 1;
export const DEFAULT_PORT = 4823;

/** 16 to 64 random bytes in base64url, with padding or without. */
export const Nonce = z
  .string()
  .min(22)
  .max(88)
  .regex(/^[A-Za-z0-9_-]+={0,2}$/);

export const ClientName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[\p{L}\p{N} ._()-]+$/u);

export const Health = z.strictObject({
  name: z.literal('slotbridge'),
  version: z.string(),
  protocol: z.literal(PROTOCOL),
});

export const PairRequest = z.strictObject({
  code: z.string().trim().min(1).max(20),
  clientName: ClientName,
  nonce: Nonce,
});
export const PairAnswer = z.strictObject({ clientId: z.string(), token: z.string(), proof: z.string() });

export const ProveRequest = z.strictObject({ clientId: z.string().min(1).max(100), nonce: Nonce });
export const ProveAnswer = z.strictObject({ proof: z.string() });

export type Health = z.infer<typeof Health>;
export type PairRequest = z.infer<typeof PairRequest>;
export type PairAnswer = z.infer<typeof PairAnswer>;
export type ProveRequest = z.infer<typeof ProveRequest>;
export type ProveAnswer = z.infer<typeof ProveAnswer>;
