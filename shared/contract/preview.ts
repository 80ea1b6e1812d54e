import { z } from 'zod';
import { Unknown } from './blocked-slots.ts';
import { ConfigurationRequest, SettingsPatch } from './connection.ts';
import { Id, Instant } from './values.ts';

/** Choices that a person is about to save, and the range to compare them in with what holds now. */
export const PreviewRequest = ConfigurationRequest.extend({
  settings: SettingsPatch.optional(),
  from: Instant,
  to: Instant,
});

const Times = z.strictObject({ start: Instant, end: Instant });

/** What would change. Each list is sorted and disjoint. */
export const Preview = z.strictObject({
  /** Blocked now, and free by the choices. */
  opens: z.array(Times),
  /** Blocked by the choices, and not now. */
  closes: z.array(Times),
  /** Bookings of the CRM that lie in what closes. */
  clashes: z.array(z.strictObject({ appointmentId: Id, title: z.string(), ...Times.shape })),
  /** Of these calendars the choices may block more than `closes` says; nothing opens where one may block. */
  unknown: z.array(Unknown),
});

export type PreviewRequest = z.infer<typeof PreviewRequest>;
export type Preview = z.infer<typeof Preview>;
