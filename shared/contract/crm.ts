import { z } from 'zod';
import { ProblemCode } from './problem-code.ts';
import { Id, Instant } from './values.ts';

/** What the token of a private integration must allow. */
export const CrmScope = z.enum([
  'calendars.readonly',
  'calendars/events.readonly',
  'calendars/events.write',
  'users.readonly',
  'locations.readonly',
]);

const Token = z.string().trim().min(1).max(4000);

/** How far ahead blocks are made, in days, and what stands on them. */
export const CrmSettings = z.strictObject({
  horizonDays: z.number().int().min(1).max(365),
  titles: z.enum(['busy', 'event']),
});

/** `userId` where the connection's own is not the sub-account's; `baseUrl` other than HighLevel's on loopback alone. */
export const CrmRequest = z.strictObject({
  token: Token,
  userId: Id.optional(),
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  settings: CrmSettings.partial().optional(),
});

/** As `CrmRequest`; without a token the kept one is used. */
export const CrmPreviewRequest = CrmRequest.partial();

export const CrmPatch = CrmSettings.partial();

export const CrmUser = z.strictObject({ id: Id, name: z.string(), email: z.string().optional() });

/** `partial` where the last pass could not do all of it; the others say why nothing is done. */
export const CrmStanding = z.enum([
  'off',
  'starting',
  'on',
  'partial',
  'paused',
  'invalid-token',
  'missing-scope',
  'wrong-location',
  'unreachable',
  'throttled',
]);

/** What it is that could not be done, with `partial`. */
export const CrmPartly = z.enum(['blocks-refused', 'unreadable-appointments', 'unfit-appointments', 'trouble']);

/** One run that made the CRM equal to what should be. */
export const CrmPass = z.strictObject({
  startedAt: Instant,
  durationMs: z.number(),
  calls: z.number().int(),
  created: z.number().int(),
  changed: z.number().int(),
  removed: z.number().int(),
  /** Bookings handed to the outbox. */
  bookings: z.number().int(),
  /** In words, with the next step. */
  error: z.string().optional(),
  /** Which problem `error` is about. */
  errorCode: ProblemCode.optional(),
});

/** Appointments that something is wrong with; `days` names at most three of their days, of which one may lie beside. */
export const CrmTroubled = z.strictObject({ count: z.int().positive(), days: z.array(z.iso.date()) });

export const CrmLimits = z.strictObject({
  /** As the last answer's headers say; null where they said nothing. */
  dailyMax: z.number().int().nullable(),
  dailyRemaining: z.number().int().nullable(),
  /** How many calls we allow ourselves in a day, and made since 00:00 UTC. */
  budget: z.number().int(),
  used: z.number().int(),
});

/** How the sub-account's own availability is kept right. */
export const Crm = z.strictObject({
  state: CrmStanding,
  /** In words, with the next step; null where all is well. */
  stateDetail: z.string().nullable(),
  /** Which kind of trouble `stateDetail` is about, with `partial`. */
  partly: CrmPartly.optional(),
  /** The problem that `stateDetail` is about, with `partial`, where it is one of the closed set. */
  stateCode: ProblemCode.optional(),
  /** The appointments that `stateDetail` is about, with `partial`: no time is blocked beside these, … */
  unreadableAppointments: CrmTroubled.optional(),
  /** … and of these no event can be made. */
  unfitAppointments: CrmTroubled.optional(),
  missingScopes: z.array(CrmScope),
  userId: Id.nullable(),
  userName: z.string().nullable(),
  locationName: z.string().nullable(),
  settings: CrmSettings,
  blocks: z.strictObject({
    standing: z.number().int(),
    pending: z.number().int(),
    failed: z.number().int(),
    /** Deleted by hand in the CRM, and left so until their event changes. */
    leftOpen: z.number().int(),
  }),
  /** HighLevel's own iCloud connection seems to block the same times. */
  doubled: z.boolean(),
  limits: CrmLimits.nullable(),
  lastGoodAt: Instant.nullable(),
  lastPass: CrmPass.nullable(),
});

export const CrmBlock = z.strictObject({ start: Instant, end: Instant, title: z.string() });

/** What turning it on would do in the next 14 days. `closes` names the times that customers can book now and could not then. */
export const CrmPreview = z.strictObject({
  userId: Id,
  userName: z.string(),
  locationName: z.string(),
  complete: z.boolean(),
  blocks: z.array(CrmBlock),
  closes: z.array(z.strictObject({ calendarId: Id, calendarName: z.string(), slots: z.array(Instant) })),
  /** Future bookings that would be added to the linked calendar. */
  bookings: z.number().int(),
});

export const RemoveBlocksRequest = z.strictObject({ dryRun: z.boolean() });

export const CrmBlocks = z.strictObject({ blocks: z.array(CrmBlock.extend({ id: Id })) });

export type CrmScope = z.infer<typeof CrmScope>;
export type CrmSettings = z.infer<typeof CrmSettings>;
export type CrmRequest = z.infer<typeof CrmRequest>;
export type CrmPreviewRequest = z.infer<typeof CrmPreviewRequest>;
export type CrmPatch = z.infer<typeof CrmPatch>;
export type CrmUser = z.infer<typeof CrmUser>;
export type CrmStanding = z.infer<typeof CrmStanding>;
export type CrmPartly = z.infer<typeof CrmPartly>;
export type CrmTroubled = z.infer<typeof CrmTroubled>;
export type CrmPass = z.infer<typeof CrmPass>;
export type CrmLimits = z.infer<typeof CrmLimits>;
export type Crm = z.infer<typeof Crm>;
export type CrmBlock = z.infer<typeof CrmBlock>;
export type CrmPreview = z.infer<typeof CrmPreview>;
export type CrmBlocks = z.infer<typeof CrmBlocks>;
