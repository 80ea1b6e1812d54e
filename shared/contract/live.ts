import { z } from 'zod';
import { PROTOCOL } from './access.ts';
import { Written } from './appointments.ts';
import { Connection } from './connection.ts';
import { Id, Instant } from './values.ts';

/** What a client may say on `/v1/live`; `hello` first. */
export const ClientMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), token: z.string().min(1).max(200) }),
  z.strictObject({ type: z.literal('watch'), connectionId: Id, visible: z.boolean() }),
  z.strictObject({ type: z.literal('pong') }),
]);

/** What the bridge says. */
export const ServerMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('welcome'), protocol: z.literal(PROTOCOL) }),
  z.object({ type: z.literal('blocked-slots'), connectionId: Id, revision: z.string() }),
  z.object({ type: z.literal('checked'), connectionId: Id, checkedAt: Instant.nullable(), complete: z.boolean() }),
  z.object({ type: z.literal('connection'), connection: Connection }),
  z.object({ type: z.literal('appointment'), connectionId: Id, written: Written }),
  z.object({ type: z.literal('ping') }),
]);

/** The socket's close code for a missing or wrong token. */
export const CLOSE_UNAUTHORIZED = 4401;
export const PING_EVERY_MS = 15_000;
export const HELLO_WITHIN_MS = 5_000;

export type ClientMessage = z.infer<typeof ClientMessage>;
export type ServerMessage = z.infer<typeof ServerMessage>;
