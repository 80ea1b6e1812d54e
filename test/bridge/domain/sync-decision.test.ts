import { describe, expect, it } from 'vitest';
import type { Changes } from '../../../bridge/domain/remote.ts';
import {
  AUDIT_EVERY_MS,
  approachTo,
  auditedAs,
  isSuspiciousLoss,
  planForChanges,
  planForListing,
  planForUnchanged,
  type StoredRef,
  type StoredRefs,
} from '../../../bridge/domain/sync-decision.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const stored = { complete: true, ctag: 'c1', syncToken: 't1', auditedAt: NOW - 3600_000, ahead: false };

const ref = (href: string, etag: string | null = '1', ghost = false, due = false): StoredRef => ({
  href,
  etag,
  ghost,
  due,
});

function copyOf(...refs: StoredRef[]): StoredRefs {
  const byHref = new Map(refs.map((one) => [one.href, one]));
  return { get: (href) => byHref.get(href), refs: () => byHref.values() };
}

const NONE: ReadonlySet<string> = new Set();
const many = (count: number) => Array.from({ length: count }, (_, number) => ref(`/${number}`));

describe('the approach to a calendar', () => {
  it('is a first reading until every resource was read', () => {
    expect(approachTo({ ...stored, complete: false }, { ctag: 'c1', syncToken: 't1' }, NOW)).toBe('first');
  });

  it('goes by the tag as long as one of the two has no token', () => {
    const same = { ctag: 'c1', syncToken: 't1' };
    expect(approachTo({ ...stored, syncToken: null }, same, NOW)).toBe('unchanged');
    expect(approachTo(stored, { ctag: 'c1', syncToken: null }, NOW)).toBe('unchanged');
    expect(approachTo({ ...stored, syncToken: null }, { ...same, ctag: 'c2' }, NOW)).toBe('full');
  });

  it('is nothing to do in the very moment of a comparison', () => {
    expect(approachTo({ ...stored, auditedAt: NOW }, { ctag: 'c1', syncToken: 't1' }, NOW)).toBe('unchanged');
  });

  it('compares a full listing five minutes after a first reading, and a day after any other', () => {
    const same = { ctag: 'c1', syncToken: 't1' };
    const minute = 60_000;
    const day = 1440 * minute;
    const approachAfter = (approach: 'first' | 'full', wait: number) =>
      approachTo({ ...stored, auditedAt: auditedAs(approach, NOW) }, same, NOW + wait);
    expect([approachAfter('first', 5 * minute - 1), approachAfter('first', 5 * minute)]).toEqual(['unchanged', 'full']);
    expect([approachAfter('full', day - 1), approachAfter('full', day)]).toEqual(['unchanged', 'full']);
  });

  it('is nothing to do while the token stands, or the tag where there is no token', () => {
    expect(approachTo(stored, { ctag: 'c2', syncToken: 't1' }, NOW)).toBe('unchanged');
    expect(approachTo({ ...stored, syncToken: null }, { ctag: 'c1', syncToken: null }, NOW)).toBe('unchanged');
    expect(approachTo(stored, { ctag: 'c1', syncToken: null }, NOW)).toBe('unchanged');
  });

  it('asks for the changes when the token moved on, whatever the tag says', () => {
    expect(approachTo(stored, { ctag: 'c2', syncToken: 't2' }, NOW)).toBe('changes');
    expect(approachTo(stored, { ctag: 'c1', syncToken: 't2' }, NOW)).toBe('changes');
  });

  it('compares a full listing where there is no token', () => {
    expect(approachTo({ ...stored, syncToken: null }, { ctag: 'c2', syncToken: null }, NOW)).toBe('full');
    expect(approachTo({ ...stored, syncToken: null, ctag: null }, { ctag: null, syncToken: null }, NOW)).toBe('full');
    expect(approachTo(stored, { ctag: 'c2', syncToken: null }, NOW)).toBe('full');
  });

  it('compares a full listing once a day, however well the tokens look', () => {
    const same = { ctag: 'c1', syncToken: 't1' };
    expect(approachTo({ ...stored, auditedAt: NOW - AUDIT_EVERY_MS + 1 }, same, NOW)).toBe('unchanged');
    expect(approachTo({ ...stored, auditedAt: NOW - AUDIT_EVERY_MS }, same, NOW)).toBe('full');
    expect(approachTo({ ...stored, auditedAt: null }, same, NOW)).toBe('full');
  });

  it('compares a full listing when the old token is back after an attempt that broke off', () => {
    expect(approachTo({ ...stored, ahead: true }, { ctag: 'c1', syncToken: 't1' }, NOW)).toBe('full');
    expect(approachTo({ ...stored, ahead: true }, { ctag: 'c2', syncToken: 't2' }, NOW)).toBe('changes');
  });

  it('compares a full listing after the clock was set back behind the last comparison', () => {
    expect(approachTo({ ...stored, auditedAt: NOW + 1 }, { ctag: 'c1', syncToken: 't1' }, NOW)).toBe('full');
  });
});

const plan = (copy: StoredRefs, changes: Changes, tagStands = false) => planForChanges(copy, changes, tagStands);

describe('a list of changes', () => {
  const copy = copyOf(ref('/a'), ref('/b'), ref('/c', null));
  const changes = (changed: [string, string | null][], deleted: string[] = []) => ({
    kind: 'changes' as const,
    changed: changed.map(([href, etag]) => ({ href, etag })),
    deleted,
    syncToken: 't2',
  });

  it('has read what is new, what has another ETag and what has none', () => {
    const actions = plan(
      copy,
      changes(
        [
          ['/b', '2'],
          ['/c', null],
          ['/d', '1'],
        ],
        ['/x'],
      ),
    );
    expect(actions?.fetch.map(({ href }) => href)).toEqual(['/b', '/c', '/d']);
  });

  it('has nothing read that is listed as it is stored', () => {
    expect(plan(copy, changes([['/a', '1']]))?.fetch).toEqual([]);
  });

  it('has removed what it names as deleted, as far as it is stored', () => {
    expect(plan(copy, changes([], ['/a', '/x']))).toEqual({ fetch: [], remove: ['/a'], probe: null });
  });

  it('is probed with something stored that it does not mention, when it names no deletion', () => {
    expect(plan(copy, changes([['/a', '2']]))?.probe).toBe('/b');
    expect(plan(copy, changes([['/a', '2']], ['/b']))?.probe).toBeNull();
  });

  it('needs no probe when it mentions everything, and ghosts are none', () => {
    const listed: [string, string][] = [
      ['/a', '2'],
      ['/new', '1'],
    ];
    expect(plan(copyOf(ref('/a'), ref('/g', '1', true)), changes(listed))?.probe).toBeNull();
    expect(plan(copyOf(), changes(listed))?.probe).toBeNull();
  });

  it('that names nothing at all, though the token moved, leads to a comparison of everything', () => {
    expect(plan(copy, changes([]))).toBeNull();
    const nothing = { fetch: [], remove: [], probe: null };
    expect(plan(copyOf(), changes([]))).toEqual(nothing);
    expect(plan(copy, changes([]), true)).toEqual(nothing);
  });

  it('that the server refused leads to a comparison of everything', () => {
    expect(plan(copy, { kind: 'token-refused' })).toBeNull();
    expect(plan(copy, { kind: 'unsupported' })).toBeNull();
  });
});

describe('a complete listing', () => {
  const copy = copyOf(ref('/a'), ref('/b'), ref('/c', null), ref('/e'));

  it('tells what to read and what to remove', () => {
    const listed = [
      { href: '/a', etag: '1' },
      { href: '/b', etag: '2' },
      { href: '/c', etag: null },
      { href: '/d', etag: '1' },
    ];
    const plan = planForListing(copy, listed, NONE);
    expect(plan.fetch.map(({ href }) => href)).toEqual(['/b', '/c', '/d']);
    expect(plan).toMatchObject({ remove: ['/e'], held: [] });
  });

  it('lets a ghost rest until it is due, and forgets it once it is no longer listed', () => {
    const listed = [{ href: '/g', etag: '1' }];
    const fetched = (due: boolean) => planForListing(copyOf(ref('/g', '1', true, due)), listed, NONE).fetch;
    expect(fetched(false)).toEqual([]);
    expect(fetched(true)).toEqual(listed);
    expect(planForListing(copyOf(ref('/g', '1', true)), [], NONE)).toMatchObject({ remove: ['/g'], held: [] });
  });

  it('that lacks more than half has all of it held', () => {
    const plan = planForListing(copyOf(...many(10)), many(4), NONE);
    expect(plan.remove).toEqual([]);
    expect(plan.held).toEqual(['/4', '/5', '/6', '/7', '/8', '/9']);
  });

  it('that lacks the same again is believed', () => {
    const held = new Set(['/4', '/5', '/6', '/7', '/8', '/9']);
    const plan = planForListing(copyOf(...many(10)), many(4), held);
    expect(plan).toMatchObject({ remove: [...held], held: [] });
  });

  it('that lacks a few more than the one before is believed, unless those are most of the rest', () => {
    const ten = copyOf(...many(10));
    const fiveSeen = new Set(['/0', '/1', '/2', '/3', '/4']);
    expect(planForListing(ten, many(10).slice(7), fiveSeen)).toMatchObject({ held: [], remove: { length: 7 } });
    expect(planForListing(ten, many(10).slice(8), fiveSeen)).toMatchObject({
      held: ['/5', '/6', '/7'],
      remove: [...fiveSeen],
    });
  });

  it('that now lacks something else instead is not believed for that', () => {
    const plan = planForListing(copyOf(...many(10)), many(10).slice(6), new Set(['/5', '/9']));
    expect(plan).toMatchObject({ remove: ['/5'], held: ['/0', '/1', '/2', '/3', '/4'] });
  });

  it('does not count ghosts when it judges a loss', () => {
    const ghosts = ['/g', '/h', '/i'].map((href) => ref(href, '1', true));
    expect(planForListing(copyOf(ref('/a'), ...ghosts), ghosts, NONE).held).toEqual(['/a']);
  });
});

describe('when nothing changed', () => {
  it('only ghosts that are due are asked for', () => {
    const due = ref('/g', '1', true, true);
    expect(planForUnchanged([due, ref('/h', '1', true, false)]).fetch).toEqual([due]);
  });
});

describe('a loss', () => {
  it.each([
    [1, 1, true],
    [3, 2, true],
    [20, 11, true],
    [2, 1, false],
    [20, 10, false],
    [0, 0, false],
  ])('of %2$i lacking among %1$i stored is suspicious: %s', (storedCount, lost, suspicious) => {
    expect(isSuspiciousLoss(storedCount, lost)).toBe(suspicious);
  });
});
