import { expect, it } from 'vitest';
import { ann, aroundEach, at, consultation, DAY } from './opened.ts';

const opened = aroundEach();
const morning = { title: 'Busy · Slotbridge', start: at('09:00'), end: at('12:00') };
const today = { start: at('00:00'), end: at('00:00') + DAY };
const freeBefore = async (time: string) =>
  (await opened.api.freeSlots(consultation, today, ann)).filter((start) => start < at(time)).length;

it('makes a block of the user, which closes the slots under it, moves it and takes it away', async () => {
  expect(await freeBefore('12:00')).toBe(6);
  const id = await opened.api.createBlock(ann, morning);
  expect(await freeBefore('12:00')).toBe(0);
  expect(await opened.api.changeBlock(id, ann, { ...morning, end: at('10:00') })).toBe(true);
  expect(await freeBefore('12:00')).toBe(4);
  await opened.api.deleteBlock(id);
  expect(await freeBefore('12:00')).toBe(6);
});

it('sends what a block is, and no calendar', async () => {
  await opened.api.createBlock(ann, morning);
  expect(opened.standIn.requests[0]).toMatchObject({
    method: 'POST',
    path: '/calendars/events/block-slots',
    status: 201,
  });
  expect(opened.standIn.requests[0]?.body).toEqual({
    locationId: opened.standIn.grants[0]?.locationId,
    assignedUserId: ann,
    title: 'Busy · Slotbridge',
    startTime: '2026-11-23T14:00:00.000Z',
    endTime: '2026-11-23T17:00:00.000Z',
  });
});

it('says that a block to be changed is gone, and takes one that is gone already as deleted', async () => {
  const id = await opened.api.createBlock(ann, morning);
  await opened.api.deleteBlock(id);
  expect(await opened.api.changeBlock(id, ann, morning)).toBe(false);
  await opened.api.deleteBlock(id);
  expect(opened.standIn.requests.at(-1)).toMatchObject({ method: 'DELETE', body: {} });
});

it('tells in HighLevel’s words what it does not take', async () => {
  await expect(opened.api.createBlock('StrangerStranger0000', morning)).rejects.toMatchObject({
    code: 'crm-unreachable',
    message: expect.stringMatching(/HTTP 400\): “The user is not part of this location\.”/),
    details: { status: 400 },
  });
});
