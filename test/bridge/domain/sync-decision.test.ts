import { describe, expect, it } from 'vitest';
import {
  approachTo,
  compareListing,
  isDisguisedListing,
  isSuspiciousLoss,
} from '../../../bridge/domain/sync-decision.ts';

const stored = { complete: true, ctag: 'c1', syncToken: 't1' };

describe('the approach to a calendar', () => {
  it('is a first reading until every resource was read', () => {
    expect(approachTo({ ...stored, complete: false }, { ctag: 'c1', syncToken: 't1' })).toBe('first');
  });

  it('is nothing to do when token or tag stand', () => {
    expect(approachTo(stored, { ctag: 'c2', syncToken: 't1' })).toBe('unchanged');
    expect(approachTo(stored, { ctag: 'c1', syncToken: 't2' })).toBe('unchanged');
  });

  it('asks for the changes when both moved on', () => {
    expect(approachTo(stored, { ctag: 'c2', syncToken: 't2' })).toBe('changes');
  });

  it('compares a full listing where there is no token', () => {
    expect(approachTo({ ...stored, syncToken: null }, { ctag: 'c2', syncToken: null })).toBe('full');
    expect(approachTo({ ...stored, syncToken: null, ctag: null }, { ctag: null, syncToken: null })).toBe('full');
    expect(approachTo(stored, { ctag: 'c2', syncToken: null })).toBe('full');
  });
});

describe('a complete listing', () => {
  const known = new Map([
    ['/a', '1'],
    ['/b', '1'],
    ['/c', null],
  ]);

  it('tells what to fetch and what is absent', () => {
    const listed = [
      { href: '/a', etag: '1' },
      { href: '/b', etag: '2' },
      { href: '/d', etag: '1' },
    ];
    expect(compareListing(known, listed)).toEqual({ fetch: ['/b', '/d'], absent: ['/c'] });
  });

  it('has a resource without an ETag fetched every time', () => {
    expect(compareListing(known, [{ href: '/c', etag: null }]).fetch).toEqual(['/c']);
  });
});

describe('an answer to sync-collection that lists a resource as it is stored', () => {
  const known = new Map([['/a', '1']]);

  it('is a full listing in disguise', () => {
    expect(isDisguisedListing(known, [{ href: '/a', etag: '1' }])).toBe(true);
  });

  it('is not taken for one when everything in it is new', () => {
    expect(
      isDisguisedListing(known, [
        { href: '/a', etag: '2' },
        { href: '/b', etag: '1' },
      ]),
    ).toBe(false);
    expect(isDisguisedListing(new Map([['/a', null]]), [{ href: '/a', etag: null }])).toBe(false);
  });
});

describe('a loss', () => {
  it.each([
    [3, 3, true],
    [10, 10, true],
    [20, 11, true],
    [2, 2, false],
    [20, 10, false],
    [8, 6, false],
    [0, 0, false],
  ])('of %2$i absent among %1$i stored is suspicious: %s', (storedCount, absent, suspicious) => {
    expect(isSuspiciousLoss(storedCount, absent)).toBe(suspicious);
  });
});
