import { z } from 'zod';
import { Unknown } from './blocked-slots.ts';
import { ProblemCode } from './problem-code.ts';
import { Id, Instant } from './values.ts';

export const SyncTrigger = z.enum(['connect', 'poll', 'visible', 'request', 'configuration', 'check']);

/** How one calendar was read: nothing to do, its changes, a full listing compared, the first reading, or not at all. */
export const SyncMode = z.enum(['unchanged', 'changes', 'full', 'first', 'failed', 'held']);

export const CalendarReport = z.strictObject({
  calendarId: Id,
  added: z.number().int(),
  updated: z.number().int(),
  removed: z.number().int(),
  mode: SyncMode,
  error: z.string().optional(),
  /** Which problem `error` is about, here and below, where it is one of the closed set. */
  errorCode: ProblemCode.optional(),
});

export const SyncReport = z.strictObject({
  startedAt: Instant,
  durationMs: z.number(),
  trigger: SyncTrigger,
  requests: z.number().int(),
  bytesReceived: z.number().int(),
  calendars: z.array(CalendarReport),
  /** Why nothing was sent, or why the whole run failed. */
  error: z.string().optional(),
  errorCode: ProblemCode.optional(),
});
/** How far the first reading of a calendar is: resources read, and how many there are once that is known. */
export const ReadingProgress = z.strictObject({
  calendarId: Id,
  read: z.number().int(),
  total: z.number().int().nullable(),
});

export const SyncReports = z.strictObject({
  reports: z.array(SyncReport),
  /** The chosen calendars that were never read whole. */
  progress: z.array(ReadingProgress),
});

export const CalendarState = z.enum(['ok', 'never-read', 'failing', 'held', 'gone', 'not-chosen']);

export const ConnectionHealth = z.strictObject({
  calendars: z.array(
    z.strictObject({
      calendarId: Id,
      state: CalendarState,
      checkedAt: Instant.nullable(),
      error: z.string().optional(),
      errorCode: ProblemCode.optional(),
      unreadable: z.array(Unknown),
    }),
  ),
  freshness: z.strictObject({ p50Ms: z.number().nullable(), p95Ms: z.number().nullable(), samples: z.number().int() }),
  requests: z.strictObject({ lastHour: z.number().int() }),
  outbox: z.strictObject({ queued: z.number().int(), failed: z.number().int() }),
});

export type SyncTrigger = z.infer<typeof SyncTrigger>;
export type SyncMode = z.infer<typeof SyncMode>;
export type CalendarReport = z.infer<typeof CalendarReport>;
export type ReadingProgress = z.infer<typeof ReadingProgress>;
export type SyncReport = z.infer<typeof SyncReport>;
export type ConnectionHealth = z.infer<typeof ConnectionHealth>;
