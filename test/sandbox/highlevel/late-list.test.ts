import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_IDS } from '../crm/default-state.ts';
import { askHighLevel, bookAsCustomer } from './ask.ts';
import { type HighLevel, startHighLevel } from './start.ts';

const { location, ann, consultation } = DEFAULT_IDS;

/** Monday 23 November 2026, 07:00 in New York (EST, UTC-5). */
const MONDAY_MORNING = Date.UTC(2026, 10, 23, 12);
const WINDOW = `locationId=${location}&userId=${ann}&startTime=${MONDAY_MORNING}&endTime=${MONDAY_MORNING + 86_400_000}`;
const TEN = '2026-11-23T10:00:00-05:00';

let highLevel: HighLevel;

beforeEach(async () => {
  highLevel = await startHighLevel({ now: () => MONDAY_MORNING, settings: { listDelayMs: 5000 } });
});
afterEach(() => highLevel.stop());

async function listed(what: 'events' | 'blocked-slots'): Promise<{ id: string; title: string; deleted?: boolean }[]> {
  return (await askHighLevel(highLevel, 'GET', `/calendars/${what}?${WINDOW}`)).body.events;
}

async function makeBlock(): Promise<string> {
  const times = { startTime: TEN, endTime: '2026-11-23T11:00:00-05:00' };
  const block = { locationId: location, assignedUserId: ann, title: 'Busy', ...times };
  return (await askHighLevel(highLevel, 'POST', '/calendars/events/block-slots', block)).body.id;
}

describe('a list that runs behind', () => {
  it('shows a new appointment after its delay, while its id knows it at once', async () => {
    const { id } = await bookAsCustomer(highLevel, consultation, TEN);
    expect((await askHighLevel(highLevel, 'GET', `/calendars/events/appointments/${id}`)).status).toBe(200);
    highLevel.clock.advance(4999);
    expect(await listed('events')).toEqual([]);
    highLevel.clock.advance(1);
    expect(await listed('events')).toMatchObject([{ id }]);
  });

  it('shows a change late, and until then what was', async () => {
    const id = await makeBlock();
    highLevel.clock.advance(5000);
    const times = { startTime: '2026-11-23T14:00:00-05:00', endTime: '2026-11-23T15:00:00-05:00' };
    const change = { locationId: location, assignedUserId: ann, title: 'Elsewhere', ...times };
    await askHighLevel(highLevel, 'PUT', `/calendars/events/block-slots/${id}`, change);
    expect(await listed('blocked-slots')).toMatchObject([{ id, title: 'Busy', startTime: TEN }]);
    highLevel.clock.advance(5000);
    expect(await listed('blocked-slots')).toMatchObject([{ id, title: 'Elsewhere', ...times }]);
  });

  it('goes on showing what was deleted, and drops it after its delay', async () => {
    const id = await makeBlock();
    highLevel.clock.advance(5000);
    await askHighLevel(highLevel, 'DELETE', `/calendars/events/${id}`, {});
    expect((await listed('blocked-slots')).map((block) => [block.id, block.deleted])).toEqual([[id, undefined]]);
    highLevel.clock.advance(5000);
    expect(await listed('blocked-slots')).toEqual([]);
  });

  it('may keep the deleted as deleted for a while', async () => {
    highLevel.settings.deletedLingerMs = 60_000;
    const id = await makeBlock();
    highLevel.clock.advance(5000);
    await askHighLevel(highLevel, 'DELETE', `/calendars/events/${id}`, {});
    highLevel.clock.advance(5000);
    expect(await listed('blocked-slots')).toMatchObject([{ id, deleted: true }]);
    highLevel.clock.advance(60_000);
    expect(await listed('blocked-slots')).toEqual([]);
  });

  it('knows a deleted appointment by its id for as long, as deleted', async () => {
    highLevel.settings.deletedLingerMs = 60_000;
    const { id } = await bookAsCustomer(highLevel, consultation, TEN);
    const byId = () => askHighLevel(highLevel, 'GET', `/calendars/events/appointments/${id}`);
    await askHighLevel(highLevel, 'DELETE', `/calendars/events/${id}`, {});
    expect((await byId()).body).toMatchObject({ event: { id, deleted: true } });
    highLevel.clock.advance(60_000);
    expect((await byId()).status).toBe(404);
  });

  it('never shows what came and went within its delay', async () => {
    highLevel.settings.deletedLingerMs = 60_000;
    const id = await makeBlock();
    await askHighLevel(highLevel, 'DELETE', `/calendars/events/${id}`, {});
    highLevel.clock.advance(4000);
    expect(await listed('blocked-slots')).toEqual([]);
  });

  it('shows what was there at the start, and late what is put into the records by hand', async () => {
    const state = structuredClone(highLevel.state);
    const times = { startTime: TEN, endTime: '2026-11-23T11:00:00-05:00' };
    const third = (id: string) => ({ id, locationId: location, assignedUserId: ann, title: 'Busy', ...times });
    state.blockedSlots.push(third('early'));
    const second = await startHighLevel({ state, now: () => MONDAY_MORNING, settings: { listDelayMs: 5000 } });
    const ids = async () =>
      (await askHighLevel(second, 'GET', `/calendars/blocked-slots?${WINDOW}`)).body.events.map(
        (block: { id: string }) => block.id,
      );
    expect(await ids()).toEqual(['early']);
    state.blockedSlots.push(third('late'));
    expect(await ids()).toEqual(['early']);
    second.clock.advance(5000);
    expect(await ids()).toEqual(['early', 'late']);
    await second.stop();
  });
});
