import { z } from 'zod';
import { Appointment } from '../../shared/contract/appointments.ts';
import { ProblemCode } from '../../shared/contract/problem-code.ts';
import type { Entry } from '../domain/outbox/entry.ts';

const Place = z.object({ calendarId: z.string(), href: z.string(), uid: z.string(), nth: z.number().int() });
const Times = z.object({ start: z.number(), end: z.number() });

/** An entry as it lies on disk. */
export const StoredEntry: z.ZodType<Entry> = z.object({
  appointmentId: z.string(),
  wish: z.enum(['wanted', 'cancelled', 'deleted', 'superseded', 'undone', 'discarded']),
  appointment: Appointment.nullable(),
  calendarId: z.string().nullable(),
  carriedFrom: z.string().nullable().optional(),
  heardAt: z.number().nullable(),
  unstamped: z.boolean(),
  wishedAt: z.number(),
  revision: z.number().int(),
  written: Place.extend({
    ...Times.shape,
    etag: z.string().nullable(),
    fingerprint: z.string(),
    saidAt: z.number().nullable().optional(),
    at: z.number(),
    sentAt: z.number().optional(),
  }).nullable(),
  planned: Place.extend({ at: z.number(), refused: z.number().int() }).nullable(),
  leaving: z.array(Place.extend({ lookAt: z.number().optional(), sentAt: z.number().optional() })),
  deletedInICloud: z.boolean(),
  moved: Times.nullable(),
  attempts: z.number().int(),
  retryAt: z.number().nullable(),
  failure: z.object({ code: ProblemCode, message: z.string() }).nullable(),
  updatedAt: z.number(),
});

export const Shard = z.object({ version: z.literal(1), entries: z.array(StoredEntry) });
export type Shard = z.infer<typeof Shard>;
