import { randomUUID } from 'node:crypto';
import express, { type Request, type Response, type Router } from 'express';
import { optional, required } from '../crm/api-request.ts';
import { touching } from '../crm/appointment-routes.ts';
import { freeSlotsAnswer } from '../crm/free-slots-answer.ts';
import type { Appointment, Calendar } from '../crm/model.ts';
import { CrmRefusal, found } from '../crm/refusal.ts';
import { grantOf } from './tokens.ts';
import type { World } from './world.ts';

/** What can only be read: the sub-account, its users, its calendars with their free slots, and the lists of events. */
export function readingRoutes(world: World): Router {
  return express.Router().use(accountRoutes(world)).use(calendarRoutes(world)).use(listRoutes(world));
}

function accountRoutes({ state }: World): Router {
  const routes = express.Router();
  routes.get('/users/', (request, response) => {
    const locationId = required(request, 'locationId');
    response.json({ users: state.users.filter(({ roles }) => roles.locationIds.includes(locationId)) });
  });
  routes.get('/locations/:locationId', (request, response) => {
    const location = state.locations.find(({ id }) => id === request.params.locationId);
    response.json({ location: found(location, 'Location') });
  });
  return routes;
}

function calendarRoutes({ state, now }: World): Router {
  const routes = express.Router();
  routes.get('/calendars/', (request, response) => {
    const locationId = required(request, 'locationId');
    response.json({ calendars: state.calendars.filter((calendar) => calendar.locationId === locationId) });
  });
  routes.get('/calendars/:calendarId/free-slots', (request, response) => {
    ownCalendar(state.calendars, request.params.calendarId, response);
    response.json({ ...freeSlotsAnswer(state, request, now()), traceId: randomUUID() });
  });
  routes.get('/calendars/:calendarId', (request, response, next) => {
    const { calendarId } = request.params;
    if (['events', 'blocked-slots'].includes(calendarId)) return next();
    response.json({ calendar: ownCalendar(state.calendars, calendarId, response) });
  });
  return routes;
}

function listRoutes(world: World): Router {
  const routes = express.Router();
  routes.get('/calendars/events', (request, response) => {
    response.json({ events: asked(request, world.state.calendars, world.appointments.shown()) });
  });
  routes.get('/calendars/blocked-slots', (request, response) => {
    const { everybodysBlocks } = world.settings;
    response.json({ events: asked(request, world.state.calendars, world.blockedSlots.shown(), everybodysBlocks) });
  });
  return routes;
}

type Entry = Pick<Appointment, 'locationId' | 'startTime' | 'endTime' | 'assignedUserId'> & { calendarId?: string };

/** By user or calendar; blocks of a calendar are those of its team, as they close its slots. No calendar is of a group. */
function asked<T extends Entry>(
  request: Request,
  calendars: readonly Calendar[],
  entries: readonly T[],
  ofEverybody = false,
): T[] {
  const [userId, calendarId, groupId] = ['userId', 'calendarId', 'groupId'].map((name) => optional(request, name));
  if (!userId && !calendarId && !groupId) {
    throw new CrmRefusal(422, 'Either of userId, calendarId or groupId is required.');
  }
  const team = calendars.find(({ id }) => id === calendarId)?.teamMembers.map((member) => member.userId) ?? [];
  const window = { start: Number(required(request, 'startTime')), end: Number(required(request, 'endTime')) };
  if (!(window.end > window.start)) throw new CrmRefusal(422, 'startTime and endTime must be epoch milliseconds.');
  return touching(entries, required(request, 'locationId'), window)
    .filter((entry) => !userId || ofEverybody || entry.assignedUserId === userId)
    .filter((entry) => !calendarId || (entry.calendarId ?? calendarId) === calendarId)
    .filter((entry) => !calendarId || entry.calendarId !== undefined || team.includes(entry.assignedUserId))
    .filter(() => !groupId);
}

function ownCalendar(calendars: readonly Calendar[], id: string, response: Response): Calendar {
  const { locationId } = grantOf(response);
  return found(
    calendars.find((calendar) => calendar.id === id && calendar.locationId === locationId),
    'Calendar',
  );
}
