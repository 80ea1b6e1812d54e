import express, { type Router } from 'express';
import { type ApiParts, optional, required } from './api-request.ts';
import { newId } from './ids.ts';
import type { BlockedSlot } from './model.ts';
import { CrmRefusal, found } from './refusal.ts';

/** Blocked slots of one user. A calendar's id is refused, as the CRM refuses it for ordinary calendars. */
export function blockedSlotRoutes({ state }: ApiParts): Router {
  const routes = express.Router();
  routes.get('/calendars/blocked-slots', (request, response) => {
    const locationId = required(request, 'locationId');
    const start = Number(required(request, 'startTime'));
    const end = Number(required(request, 'endTime'));
    const userId = optional(request, 'userId');
    const events = state.blockedSlots
      .filter((block) => block.locationId === locationId && (!userId || block.assignedUserId === userId))
      .filter((block) => Date.parse(block.startTime) < end && Date.parse(block.endTime) > start);
    response.json({ events });
  });
  routes.post('/calendars/events/block-slots', (request, response) => {
    const block = { id: newId(), ...readBlock(request.body) };
    state.blockedSlots.push(block);
    response.status(201).json(block);
  });
  routes.put('/calendars/events/block-slots/:eventId', (request, response) => {
    const block = state.blockedSlots.find(({ id }) => id === request.params.eventId);
    response.status(201).json(Object.assign(found(block, 'Blocked slot'), readBlock(request.body)));
  });
  return routes;
}

/** A block as asked for; refuses the id of an ordinary calendar, what is missing, and an end before its start. */
export function readBlock(body: unknown): Omit<BlockedSlot, 'id'> {
  const asked = body as Partial<BlockedSlot> & { calendarId?: string };
  if (asked.calendarId) throw new CrmRefusal(400, 'A slot of this calendar cannot be blocked. Use assignedUserId.');
  const { locationId, assignedUserId, startTime, endTime, title = 'Blocked' } = asked;
  if (!locationId || !assignedUserId || !startTime || !endTime) {
    throw new CrmRefusal(422, 'locationId, assignedUserId, startTime and endTime are required.');
  }
  if (!(Date.parse(endTime) > Date.parse(startTime))) throw new CrmRefusal(422, 'endTime must be after startTime.');
  return { locationId, assignedUserId, startTime, endTime, title };
}
