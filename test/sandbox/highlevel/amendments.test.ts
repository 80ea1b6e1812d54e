import { expect, it } from 'vitest';
import { AMENDMENTS } from './amendments.ts';
import { published, SPECIFICATIONS } from './specification.ts';

it.each(AMENDMENTS.map((amendment) => [amendment.path, amendment] as const))(
  'changes each document that it is for, and says why: %s',
  (_path, { document: of, apply, what, why }) => {
    expect([what, why]).not.toContain('');
    for (const name of SPECIFICATIONS.filter((one) => of === one || of === 'all')) {
      const amended = published(name);
      apply(amended);
      expect(amended).not.toEqual(published(name));
    }
  },
);
