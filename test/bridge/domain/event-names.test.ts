import { describe, expect, it } from 'vitest';
import { eventName, isOwnName, ownAttemptOf } from '../../../bridge/domain/event-names.ts';

const ids = { locationId: 'loc1', userId: 'user1', appointmentId: 'apt1' };

describe('the name of an appointment’s event', () => {
  it('is the same on every computer and from one version to the next', () => {
    // printf '["loc1","user1","apt1"]' | sha256sum
    const uid = 'slotbridge-396c51c574cb9bb21eb52ea6694bcf1e06dfa125';
    expect(eventName(ids, 1)).toEqual({ uid, resourceName: `${uid}.ics` });
  });

  it('has a sequence of its own for servers that refuse a UID', () => {
    const { uid } = eventName(ids, 1);
    expect(eventName(ids, 2)).toEqual({ uid: `${uid}-2`, resourceName: `${uid}-2.ics` });
    expect(eventName(ids, 3).uid).toBe(`${uid}-3`);
  });

  it('differs where any of sub-account, user and appointment differs, however their letters fall', () => {
    const triples = [
      ids,
      { ...ids, locationId: 'loc2' },
      { ...ids, userId: 'user2' },
      { ...ids, appointmentId: 'apt2' },
      { locationId: 'loc1user1', userId: '', appointmentId: 'apt1' },
      { locationId: 'loc1', userId: 'user1apt1', appointmentId: '' },
      { locationId: 'loc1","user1', userId: 'apt1', appointmentId: '' },
    ];
    expect(new Set(triples.map((triple) => eventName(triple, 1).uid)).size).toBe(triples.length);
  });

  it('can stand in an address as it is', () => {
    const odd = { locationId: 'ä/ö', userId: '?#%', appointmentId: '\ud83d' };
    expect(eventName(odd, 12).resourceName).toMatch(/^slotbridge-[0-9a-f]{40}-12\.ics$/);
  });
});

describe('an own name', () => {
  it('is known with its attempt', () => {
    for (const attempt of [1, 2, 3, 10, 12]) expect(ownAttemptOf(eventName(ids, attempt).uid, ids)).toBe(attempt);
  });

  it('is known in capital letters and with blanks around it, as some servers give it back', () => {
    expect(ownAttemptOf(` ${eventName(ids, 2).uid.toUpperCase()} `, ids)).toBe(2);
  });

  it('is not another user’s, another sub-account’s or another appointment’s', () => {
    const { uid } = eventName(ids, 1);
    expect(isOwnName(uid, ids)).toBe(true);
    expect(isOwnName(uid, { ...ids, userId: 'user2' })).toBe(false);
    expect(isOwnName(uid, { ...ids, locationId: 'loc2' })).toBe(false);
    expect(isOwnName(uid, { ...ids, appointmentId: 'apt2' })).toBe(false);
  });

  it.each(['x', '-', '-1', '-0', '-02', '-2-2', '-2.ics', '2', '-99999', ' -2x'])(
    'is not one with "%s" behind',
    (end) => {
      const { uid } = eventName(ids, 1);
      expect(ownAttemptOf(`${uid}${end}`, ids)).toBeNull();
    },
  );
});
