import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type Last, type Seen, type Want } from '../../../../bridge/domain/outbox/decide.ts';

const want = fc.constantFrom<Want[]>('here', 'not-here');
const last = fc.constantFrom<Last[]>('never', 'planned', 'outdated', 'current');
const seen = fc.constantFrom<Seen[]>('not-looked', 'absent', 'refused', 'refused-again', 'own', 'foreign');

describe('at any place', () => {
  const always = (holds: (want: Want, last: Last, seen: Seen, act: string) => boolean) =>
    fc.assert(fc.property(want, last, seen, (w, l, s) => holds(w, l, s, decide(w, l, s))));

  it('what is not our own is neither changed nor deleted', () => {
    always((_want, _last, standing, act) => standing !== 'foreign' || !['amend', 'delete', 'create'].includes(act));
  });

  it('nothing is deleted that was not seen to be ours', () => {
    always((_want, _last, standing, act) => act !== 'delete' || standing === 'own');
  });

  it('what is wanted is never deleted, and what is not wanted never written', () => {
    always((wanted, _last, _seen, act) => wanted !== 'here' || act !== 'delete');
    always((wanted, _last, _seen, act) => wanted !== 'not-here' || !['create', 'amend', 'next-name'].includes(act));
  });

  it('what may have been written is looked at before it is written', () => {
    always(
      (wanted, before, standing, act) =>
        !(wanted === 'here' && before === 'planned' && standing === 'not-looked') || act === 'look',
    );
  });

  it('what the person deleted is not brought back, unless it is to change', () => {
    expect(decide('here', 'current', 'absent')).toBe('note-deletion');
    expect(decide('here', 'outdated', 'absent')).toBe('create');
  });

  it('a name that is taken by nothing that shows is given up only after a second look', () => {
    expect(decide('here', 'planned', 'refused')).toBe('look-again');
    expect(decide('here', 'planned', 'refused-again')).toBe('next-name');
  });
});
