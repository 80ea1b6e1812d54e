import express, { type Router } from 'express';
import { overlaps } from '../../../shared/intervals.ts';
import { readBlock } from '../crm/blocked-slot-routes.ts';
import { calendarZone } from '../crm/free-slots.ts';
import { newId } from '../crm/ids.ts';
import type { BlockedSlot } from '../crm/model.ts';
import { CrmRefusal, found } from '../crm/refusal.ts';
import { zonedIso } from '../crm/zoned-time.ts';
import { grantOf } from './tokens.ts';
import type { World } from './world.ts';

/** Blocks of one user, made and changed. */
export function blockRoutes(world: World): Router {
  const { state, now } = world;
  const routes = express.Router();
  routes.post('/calendars/events/block-slots', (request, response) => {
    const dateAdded = new Date(now()).toISOString();
    const block: BlockedSlot = { id: newId(), ...ofTeam(world, request.body), dateAdded, dateUpdated: dateAdded };
    state.blockedSlots.push(block);
    cancelUnder(world, block);
    response.status(201).json(answerOf(block));
  });
  routes.put('/calendars/events/block-slots/:eventId', (request, response) => {
    const { locationId } = grantOf(response);
    const block = found(
      state.blockedSlots.find((one) => one.id === request.params.eventId && one.locationId === locationId),
      'Blocked slot',
    );
    Object.assign(block, ofTeam(world, request.body), { dateUpdated: new Date(now()).toISOString() });
    cancelUnder(world, block);
    response.status(201).json(answerOf(block));
  });
  return routes;
}

/** Times come back in the sub-account's zone. */
function ofTeam({ state }: World, body: unknown): Omit<BlockedSlot, 'id'> {
  const block = readBlock(body);
  const user = state.users.find(({ id, roles }) => id === block.assignedUserId && isOf(roles, block.locationId));
  if (!user) throw new CrmRefusal(400, 'The user is not part of this location.');
  const zone = calendarZone(state, { locationId: block.locationId });
  const inZone = (iso: string) => zonedIso(Date.parse(iso), zone);
  return { ...block, startTime: inZone(block.startTime), endTime: inZone(block.endTime) };
}

function isOf({ locationIds }: { locationIds: readonly string[] }, locationId: string): boolean {
  return locationIds.includes(locationId);
}

/** Cancels the user's appointments under the block, and tells nobody. */
function cancelUnder({ state, settings, now }: World, block: BlockedSlot): void {
  if (!settings.blocksCancel) return;
  const covered = { start: Date.parse(block.startTime), end: Date.parse(block.endTime) };
  for (const appointment of state.appointments) {
    const time = { start: Date.parse(appointment.startTime), end: Date.parse(appointment.endTime) };
    const stands = !['cancelled', 'invalid', 'noshow'].includes(appointment.appointmentStatus);
    if (!stands || appointment.assignedUserId !== block.assignedUserId || !overlaps(time, covered)) continue;
    appointment.appointmentStatus = 'cancelled';
    appointment.dateUpdated = new Date(now()).toISOString();
  }
}

function answerOf({ id, locationId, title, startTime, endTime, assignedUserId }: BlockedSlot) {
  return { id, locationId, title, startTime, endTime, assignedUserId };
}
