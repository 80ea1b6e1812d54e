import { z } from 'zod';
import { type Appointment, AppointmentStatus } from '../../shared/contract/appointments.ts';
import { Id } from '../../shared/contract/values.ts';
import { momentOf } from './moment-text.ts';
import { isZone } from './wall-time.ts';

const Field = z.union([z.string().max(2000), z.number(), z.boolean()]);

/** What the page handed on of one appointment: its own field names, texts, numbers and truths only. */
export const Fields = z.record(z.string().max(40), Field);
export type Fields = z.infer<typeof Fields>;

/** One appointment as a call told it: what it did not tell is absent. Times in epoch milliseconds. */
export interface Told {
  readonly id: string | null;
  readonly title?: string;
  readonly start?: number;
  readonly end?: number;
  readonly status?: Appointment['status'];
  readonly assignedUserId?: string;
  readonly calendarId?: string;
  readonly locationId?: string;
  readonly masterId?: string;
  readonly address?: string;
  readonly notes?: string;
  readonly contactName?: string;
  readonly addedAt?: number;
  readonly updatedAt?: number;
  /** It stands for all its instances. */
  readonly isSeries: boolean;
}

/** The CRM's id of an instance: `{masterId}_{startMs}_{durationSec}`. */
const INSTANCE = /^(.+)_(\d{9,})_(\d+)$/;

export const masterOf = (id: string): string | undefined => INSTANCE.exec(id)?.[1];

/** The id under which the CRM lists the instance of a series that stands at that time. */
export function instanceId(masterId: string, start: number, end: number): string {
  return `${masterId}_${start}_${Math.round((end - start) / 1000)}`;
}

const idIn = (value: unknown) => Id.safeParse(value).data;
const textIn = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : undefined);
const timeIn = (value: unknown, zone: string | null) => momentOf(value, zone) ?? undefined;

function statusIn(fields: Fields): Appointment['status'] | undefined {
  for (const value of [fields.appointmentStatus, fields.appoinmentStatus, fields.status]) {
    const word = typeof value === 'string' ? value.toLowerCase().replace(/[\s_-]/g, '') : null;
    const { data } = AppointmentStatus.safeParse(word === 'canceled' ? 'cancelled' : word);
    if (data) return data;
  }
  return undefined;
}

/** A blocked slot, made by hand or brought in from a calendar, is not an appointment; nor is what was deleted. */
export const isNoAppointment = (fields: Fields): boolean =>
  fields.deleted === true || [fields.type, fields.eventType].some((type) => /block/i.test(String(type ?? '')));

function zoneIn(fields: Fields): string | null {
  const named = [fields.timezone, fields.timeZone, fields.selectedTimezone];
  return named.find((zone): zone is string => typeof zone === 'string' && isZone(zone)) ?? null;
}

type Given<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

function givenOf<T extends object>(values: T): Partial<Given<T>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Given<T>>;
}

/**
 * Reads what a call told of one appointment. A time without an offset is wall time of the zone that the call names,
 * else of `zone`, the sub-account's; where neither is known it is not taken.
 */
export function toldIn(fields: Fields, zone: string | null): Told {
  const own = zoneIn(fields) ?? zone;
  const id = idIn(fields.id) ?? idIn(fields.appointmentId) ?? null;
  const masterId = idIn(fields.masterEventId) ?? (id === null ? undefined : masterOf(id));
  const repeats = fields.isRecurring === true || textIn(fields.rrule) !== undefined;
  return {
    id,
    isSeries: repeats && masterId === undefined,
    ...givenOf({
      title: textIn(fields.title),
      start: timeIn(fields.startTime, own),
      end: timeIn(fields.endTime, own),
      status: statusIn(fields),
      assignedUserId: idIn(fields.assignedUserId),
      calendarId: idIn(fields.calendarId),
      locationId: idIn(fields.locationId),
      masterId,
      address: textIn(fields.address),
      notes: textIn(fields.notes),
      contactName: textIn(fields.contactName),
      addedAt: timeIn(fields.dateAdded, own),
      updatedAt: timeIn(fields.dateUpdated ?? fields.updatedAt, own),
    }),
  };
}
