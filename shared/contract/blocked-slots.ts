import { z } from 'zod';
import { PROBLEM_CODES } from './problem-code.ts';
import { Id, Instant } from './values.ts';

/** Why an event blocks or does not. */
export const Reason = z.enum([
  'busy',
  'tentative',
  'travel',
  'marked-free',
  'cancelled',
  'declined',
  'unanswered',
  'calendar-transparent',
  'all-day-setting',
  'ignored',
  'zero-length',
  'ends-before-start',
]);

export const SlotKind = z.enum(['busy', 'travel', 'tentative']);

export const Source = z.strictObject({
  calendarId: Id,
  eventId: Id,
  uid: z.string(),
  title: z.string().nullable(),
  start: Instant,
  end: Instant,
  allDay: z.boolean(),
  kind: SlotKind,
  reason: Reason,
});

export const BlockedSlot = z.strictObject({
  start: Instant,
  end: Instant,
  kind: SlotKind,
  sources: z.array(Source),
});

/** Why a calendar is not known as a whole: a problem that its last check met, or one of three that no check tells of. */
export const UnknownCode = z.enum([...PROBLEM_CODES, 'never-read', 'clock-set-back', 'stale']);

export const Unknown = z.strictObject({
  calendarId: Id,
  resource: z.string().optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  /** In words. */
  reason: z.string(),
  code: UnknownCode.optional(),
  since: Instant,
});

export const BlockedSlots = z.strictObject({
  revision: z.string(),
  /** The oldest good check among the conflict calendars; null when one has never been read. */
  checkedAt: Instant.nullable(),
  complete: z.boolean(),
  unknown: z.array(Unknown),
  slots: z.array(BlockedSlot),
});

export const CalendarEvent = z.strictObject({
  id: Id,
  calendarId: Id,
  uid: z.string(),
  title: z.string().nullable(),
  start: Instant,
  end: Instant,
  allDay: z.boolean(),
  busy: z.boolean(),
  reason: Reason,
  origin: z.enum(['icloud', 'crm']),
  recurring: z.boolean(),
});

export const Events = z.strictObject({ revision: z.string(), events: z.array(CalendarEvent) });

/** In a query a bare `+` reads as a space: what can only be an offset is taken as one. */
const QueryInstant = z
  .string()
  .transform((text) => text.replace(' ', '+'))
  .pipe(Instant);

export const RangeQuery = z.object({ from: QueryInstant, to: QueryInstant });
export const MAX_RANGE_DAYS = 400;

export const CheckRequest = z.strictObject({
  start: Instant,
  end: Instant,
  fresh: z.boolean().optional(),
  ignoreAppointmentId: Id.optional(),
});
export const CheckAnswer = z.strictObject({
  free: z.boolean().nullable(),
  conflicts: z.array(BlockedSlot),
  checkedAt: Instant.nullable(),
});

export const IgnoreRequest = z
  .strictObject({
    calendarId: Id,
    uid: z.string().min(1).max(1000).optional(),
    occurrence: Instant.optional(),
    resource: z.string().min(1).max(2000).optional(),
  })
  .refine((body) => (body.uid === undefined) !== (body.resource === undefined), {
    message: 'name either the uid of an event or the resource that could not be read',
    path: ['uid'],
  })
  .refine((body) => body.resource === undefined || body.occurrence === undefined, {
    message: 'a resource that could not be read has no occurrences',
    path: ['occurrence'],
  });
export const Ignored = z.strictObject({
  id: Id,
  calendarId: Id,
  uid: z.string().optional(),
  occurrence: Instant.optional(),
  resource: z.string().optional(),
  createdAt: Instant,
});
export const IgnoredList = z.strictObject({ ignored: z.array(Ignored) });

export type Reason = z.infer<typeof Reason>;
export type SlotKind = z.infer<typeof SlotKind>;
export type Source = z.infer<typeof Source>;
export type BlockedSlot = z.infer<typeof BlockedSlot>;
export type UnknownCode = z.infer<typeof UnknownCode>;
export type Unknown = z.infer<typeof Unknown>;
export type BlockedSlots = z.infer<typeof BlockedSlots>;
export type CalendarEvent = z.infer<typeof CalendarEvent>;
export type Events = z.infer<typeof Events>;
export type CheckRequest = z.infer<typeof CheckRequest>;
export type CheckAnswer = z.infer<typeof CheckAnswer>;
export type IgnoreRequest = z.infer<typeof IgnoreRequest>;
export type Ignored = z.infer<typeof Ignored>;
