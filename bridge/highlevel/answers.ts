import { z } from 'zod';
import { Id } from '../../shared/contract/values.ts';
import { Moment, momentOf } from './moment.ts';

/** What we use of HighLevel's answers, and must be as it says. Everything beside it is left out. */

const Words = z.string().nullish();

export const LocationAnswer = z.object({
  location: z.object({ id: Id, name: Words, timezone: Words }),
});

const User = z.object({
  id: Id,
  name: Words,
  firstName: Words,
  lastName: Words,
  email: Words,
  deleted: z.boolean().nullish(),
});

export const UsersAnswer = z.object({ users: z.array(User) });

const Calendar = z.object({
  id: Id,
  name: Words,
  isActive: z.boolean().nullish(),
  teamMembers: z.array(z.object({ userId: Id })).nullish(),
});

export const CalendarsAnswer = z.object({ calendars: z.array(Calendar) });

/** Each event is read by itself, for of a deleted one nothing is used. */
export const EventsAnswer = z.object({ events: z.array(z.unknown()) });

export const DeletedEvent = z.object({ deleted: z.literal(true) });

/** What can be told of an event whatever else is wrong with it. */
export const AnyEvent = z
  .object({
    id: Id.nullable().catch(null),
    title: z.string().catch(''),
    appointmentStatus: z.string().catch(''),
    startTime: z.unknown().optional(),
    endTime: z.unknown().optional(),
  })
  .catch({ id: null, title: '', appointmentStatus: '' });

export const BlockEvent = z.object({
  id: Id,
  title: Words,
  startTime: Moment,
  endTime: Moment,
  assignedUserId: Words,
});

export const AppointmentEvent = BlockEvent.extend({
  /** Secondary owners. */
  users: z.array(z.unknown()).nullish().catch(null),
  calendarId: Words,
  masterEventId: Words,
  appointmentStatus: Words,
  /** So HighLevel writes it in places. */
  appoinmentStatus: Words,
  dateUpdated: z.unknown().optional().transform(momentOf),
  address: Words,
  notes: Words,
});

/** One appointment stands under either name. */
export const AppointmentAnswer = z
  .object({ event: z.unknown(), appointment: z.unknown() })
  .partial()
  .transform(({ event, appointment }) => event ?? appointment);

/** A new block stands alone, or under a name. */
export const NewBlockAnswer = z
  .object({ id: Id })
  .or(z.object({ event: z.object({ id: Id }) }).transform(({ event }) => event));

/** The days stand beside a `traceId` and whatever else there is. */
export const FreeSlotsAnswer = z.record(z.string(), z.unknown());

/** The starts, or how many seats are left at each. */
export const FreeDay = z.object({ slots: z.union([z.array(Moment), z.record(z.string(), z.number())]) });

export type FreeDay = z.infer<typeof FreeDay>;
export type User = z.infer<typeof User>;
export type Calendar = z.infer<typeof Calendar>;
export type BlockEvent = z.infer<typeof BlockEvent>;
export type AppointmentEvent = z.infer<typeof AppointmentEvent>;
