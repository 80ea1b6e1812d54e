import type { CrmScope, CrmUser } from '../../../shared/contract/crm.ts';
import type { Interval } from '../../../shared/intervals.ts';

/** Times are epoch milliseconds throughout; the adapter speaks HighLevel's own forms. */

/** An appointment as HighLevel's API gives it. Its text fields are as they came. */
export interface CrmAppointment {
  readonly id: string;
  readonly title: string;
  readonly start: number;
  readonly end: number;
  /** HighLevel's own word, which may be one that we do not know. */
  readonly status: string;
  readonly assignedUserId: string | null;
  /** Users who take part beside that one, as in a calendar that books several people at once. */
  readonly userIds: readonly string[];
  readonly calendarId: string | null;
  readonly masterId: string | null;
  readonly updatedAt: number | null;
  readonly address: string | null;
  readonly notes: string | null;
}

/** An appointment of which not enough can be read to go by it. */
export interface UnreadableAppointment {
  readonly id: string | null;
  readonly title: string;
  readonly status: string;
  /** The days that it may lie on; null where nothing tells. */
  readonly when: Interval | null;
}

/** A complete list of one user's appointments. */
export interface CrmAppointments {
  readonly listed: readonly CrmAppointment[];
  readonly unreadable: readonly UnreadableAppointment[];
}

/** An entry of the blocked slots: ours, one made by hand, or one that HighLevel took from a third-party calendar. */
export interface CrmBlockSlot {
  readonly id: string;
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly assignedUserId: string | null;
  /** HighLevel goes on listing what was deleted for a while. */
  readonly deleted: boolean;
}

export interface CrmCalendar {
  readonly id: string;
  readonly name: string;
  readonly memberIds: readonly string[];
}

export interface NewBlock extends Interval {
  readonly title: string;
}

/** What the last answer's headers said of the limits; null where they said nothing. */
export interface SeenLimits {
  readonly dailyMax: number | null;
  readonly dailyRemaining: number | null;
  /** The day in UTC on which that was so, `2026-11-22`: of another day it says nothing. */
  readonly remainingOn: string | null;
}

/**
 * HighLevel's API of one sub-account. Every call may throw a BridgeError: `invalid-token`, `missing-scope` (with the
 * scope), `wrong-location`, `crm-unreachable` (also for answers that cannot be used), `crm-throttled` with `retryAfter`.
 */
export interface HighLevel {
  location(): Promise<{ readonly id: string; readonly name: string; readonly timeZone: string }>;
  users(): Promise<readonly CrmUser[]>;
  calendars(): Promise<readonly CrmCalendar[]>;
  /** Epoch milliseconds of the starts that can be booked; ranges of any length, asked for in pieces of 31 days. */
  freeSlots(calendarId: string, range: Interval, userId: string): Promise<readonly number[]>;
  appointments(userId: string, range: Interval): Promise<CrmAppointments>;
  /** Null where the CRM says that there is none such, or that it was deleted. */
  appointment(id: string): Promise<CrmAppointment | UnreadableAppointment | null>;
  /** Others' that cannot be read are left out; one of ours, by its mark or `ownIds`, makes the answer one of no use. */
  blockSlots(userId: string, range: Interval, ownIds?: ReadonlySet<string>): Promise<readonly CrmBlockSlot[]>;
  /** Gives the new block's id. */
  createBlock(userId: string, block: NewBlock): Promise<string>;
  /** False where there is none such any more. */
  changeBlock(id: string, userId: string, block: NewBlock): Promise<boolean>;
  /** Gone already is as good. Never called for anything but a block of ours. */
  deleteBlock(id: string): Promise<void>;
  readonly limits: SeenLimits | null;
  /** Calls made since this was opened. */
  readonly calls: number;
}

/** The scopes, each with what it is needed for. */
export const SCOPES: Readonly<Record<CrmScope, string>> = {
  'calendars.readonly': 'see calendars and free slots',
  'calendars/events.readonly': 'see appointments and blocked slots',
  'calendars/events.write': 'make and remove blocked slots',
  'users.readonly': 'find you among the users',
  'locations.readonly': 'see that the token is of this sub-account',
};
