import { z } from 'zod';
import { ProblemCode } from './problem-code.ts';
import { Id, Instant, TimeZone } from './values.ts';

/** HighLevel's appointment statuses; `active` and `completed` are older words for `confirmed` and `showed`. */
const STATUSES = ['new', 'confirmed', 'showed', 'noshow', 'cancelled', 'invalid'] as const;

export const AppointmentStatus = z
  .enum([...STATUSES, 'active', 'completed'])
  .transform((status) => (status === 'active' ? 'confirmed' : status === 'completed' ? 'showed' : status))
  .pipe(z.enum(STATUSES));

/** Free text from the CRM; what an event takes of it is shortened and cleaned when it is written. */
const Text = z.string().max(20_000);

/** A booking as the CRM tells it. `start` is before `end`, and they lie at most 31 days apart. */
export const Appointment = z
  .strictObject({
    id: Id,
    title: Text,
    start: Instant,
    end: Instant,
    timeZone: TimeZone,
    status: AppointmentStatus,
    assignedUserId: Id.optional(),
    calendarId: Id.optional(),
    /** The recurring appointment that this one is an instance of. */
    masterId: Id.optional(),
    updatedAt: Instant.optional(),
    address: Text.optional(),
    notes: Text.optional(),
    contactName: Text.optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
    /** The id this booking had before the CRM gave it a new one, as it does when an instance of a series is moved. */
    supersedes: Id.optional(),
  })
  .refine(({ start, end }) => Date.parse(end) > Date.parse(start), { path: ['end'], message: 'not after start' })
  .refine(({ start, end }) => Date.parse(end) - Date.parse(start) <= 31 * 86_400_000, {
    path: ['end'],
    message: 'more than 31 days after start',
  });

export const WrittenState = z.enum(['queued', 'written', 'removed', 'deleted-in-icloud', 'failed']);

/** How an appointment stands in the linked calendar. */
export const Written = z.strictObject({
  appointmentId: Id,
  state: WrittenState,
  attempts: z.number().int(),
  /** In words, with the next step. */
  lastError: z.string().optional(),
  lastErrorCode: ProblemCode.optional(),
  calendarId: Id.optional(),
  eventUid: z.string().optional(),
  /** The person moved the event in iCloud; where it stands now. */
  movedInICloud: z.strictObject({ start: Instant, end: Instant }).optional(),
  updatedAt: Instant,
  /** What the CRM said last, for lists; absent where only a cancellation was ever heard. */
  title: z.string().optional(),
  start: Instant.optional(),
  end: Instant.optional(),
  url: z.string().optional(),
});

export const WrittenList = z.strictObject({ appointments: z.array(Written) });

export const RemoveAllRequest = z.strictObject({ dryRun: z.boolean() });

/** An event that we wrote and that stands there still. */
export const StandingEvent = z.strictObject({
  appointmentId: Id,
  calendarId: Id,
  uid: z.string(),
  start: Instant,
  end: Instant,
  title: z.string(),
});

export const StandingEvents = z.strictObject({ events: z.array(StandingEvent) });

export type AppointmentStatus = z.infer<typeof AppointmentStatus>;
export type Appointment = z.infer<typeof Appointment>;
export type WrittenState = z.infer<typeof WrittenState>;
export type Written = z.infer<typeof Written>;
export type StandingEvent = z.infer<typeof StandingEvent>;
