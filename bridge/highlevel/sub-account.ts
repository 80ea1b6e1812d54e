import type { CrmUser } from '../../shared/contract/crm.ts';
import { TimeZone } from '../../shared/contract/values.ts';
import type { CrmCalendar, HighLevel } from '../domain/crm/highlevel.ts';
import { type Calendar, CalendarsAnswer, LocationAnswer, type User, UsersAnswer } from './answers.ts';
import type { Answer } from './ask.ts';
import { read } from './reading.ts';

/** Where a sub-account has set no time zone that we know, its times are told in UTC. */
const NO_ZONE = 'UTC';

export function locationIn(answer: Answer): Awaited<ReturnType<HighLevel['location']>> {
  const { id, name, timezone } = read(answer.json, LocationAnswer, 'the sub-account').location;
  return { id, name: named(name) ?? id, timeZone: TimeZone.safeParse(timezone).data ?? NO_ZONE };
}

export function usersIn(answer: Answer): CrmUser[] {
  const { users } = read(answer.json, UsersAnswer, 'the list of users');
  return users.filter(({ deleted }) => deleted !== true).map(userOf);
}

/** Those that can be booked: drafts are left out. */
export function calendarsIn(answer: Answer): CrmCalendar[] {
  const { calendars } = read(answer.json, CalendarsAnswer, 'the list of calendars');
  return calendars.filter(({ isActive }) => isActive !== false).map(calendarOf);
}

function userOf({ id, name, firstName, lastName, email }: User): CrmUser {
  const full = [named(firstName), named(lastName)].filter((part) => part !== null).join(' ');
  const address = named(email);
  return { id, name: named(name) ?? (full || (address ?? id)), ...(address === null ? {} : { email: address }) };
}

function calendarOf({ id, name, teamMembers }: Calendar): CrmCalendar {
  return { id, name: named(name) ?? id, memberIds: (teamMembers ?? []).map(({ userId }) => userId) };
}

function named(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
