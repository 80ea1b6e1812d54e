import type { Appointment } from '../../../../shared/contract/appointments.ts';
import { booking } from '../booked.ts';
import type { Random } from './random.ts';

/** One thing that the CRM tells the bridge. */
export interface Telling {
  readonly id: string;
  /** Null: it was deleted. */
  readonly appointment: Appointment | null;
}

/** What the CRM tells, in its order, and what it has in the end. */
export interface Story {
  readonly tellings: readonly Telling[];
  readonly standing: readonly Appointment[];
}

const ZONES = ['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'] as const;
const HOUR = 3_600_000;
const FIRST_DAY = Date.parse('2027-10-29T08:00:00Z');

/** Appointments are made, moved, retitled, cancelled, brought back and deleted; some of it is told twice or late. */
export function writeStory(count: number, random: Random): Story {
  const lives = Array.from({ length: count }, (_, index) => lifeOf(`apt${index}`, index, random));
  return { tellings: interleaved(lives, random), standing: lives.flatMap((life) => finalOf(life)) };
}

function lifeOf(id: string, index: number, random: Random): Telling[] {
  const first = versionOf(id, index, 0, random);
  const told: Telling[] = [{ id, appointment: first }];
  for (let version = 1; version <= random.between(0, 3); version += 1) {
    const change = random.pick(['move', 'move', 'retitle', 'cancel', 'delete', 'repeat', 'late']);
    const now = versionOf(id, index, version, random);
    const last = told.findLast(({ appointment }) => appointment !== null)?.appointment ?? first;
    if (change === 'move') told.push({ id, appointment: now });
    else if (change === 'retitle') told.push({ id, appointment: { ...now, start: last.start, end: last.end } });
    else if (change === 'cancel') told.push({ id, appointment: { ...now, status: 'cancelled' } });
    else if (change === 'delete') told.push({ id, appointment: null });
    else if (told.at(-1)?.appointment) told.push({ id, appointment: change === 'late' ? first : last });
  }
  return told;
}

function versionOf(id: string, index: number, version: number, random: Random): Appointment {
  const start = FIRST_DAY + index * 2 * HOUR + random.between(0, 3) * HOUR;
  return booking(id, {
    title: `Visit ${id}, ${version === 0 ? 'new' : `changed ${version}`}`,
    start: new Date(start).toISOString(),
    end: new Date(start + random.between(1, 4) * (HOUR / 2)).toISOString(),
    timeZone: random.pick(ZONES),
    updatedAt: new Date(Date.parse('2026-11-01T00:00:00Z') + version * HOUR).toISOString(),
  });
}

/** The newest that was said counts, in whatever order it was heard; a deletion counts until something newer is said. */
function finalOf(life: readonly Telling[]): Appointment[] {
  let current: Appointment | null = null;
  let heardAt = '';
  for (const { appointment } of life) {
    const isNews = appointment !== null && (appointment.updatedAt ?? '') > heardAt;
    if (appointment === null) current = null;
    else if (isNews) current = appointment;
    if (isNews) heardAt = appointment.updatedAt ?? '';
  }
  return current === null || current.status === 'cancelled' ? [] : [current];
}

/** What concerns one appointment keeps its order. */
function interleaved(lives: readonly Telling[][], random: Random): Telling[] {
  const left = lives.map((life) => [...life]);
  const all: Telling[] = [];
  for (let open = left; open.length > 0; open = left.filter((life) => life.length > 0)) {
    const next = open[random.between(0, open.length - 1)]?.shift();
    if (next) all.push(next);
  }
  return all;
}
