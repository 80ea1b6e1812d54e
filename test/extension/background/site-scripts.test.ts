import { expect, it } from 'vitest';
import { difference, scriptsFor } from '../../../extension/background/site-scripts.ts';

const declared = [
  { js: ['crm/page-world.iife.js'], run_at: 'document_start', all_frames: true, world: 'MAIN' },
  { js: ['overlay/content.iife.js'], run_at: 'document_start', all_frames: true },
] as const;
const AGENCY = 'https://crm.agency.example';
const OTHER = 'https://other.example';

it('runs on an added site what runs on the CRM’s own addresses, also in the page’s own world and its frames', () => {
  expect(scriptsFor([AGENCY], declared)).toEqual([
    {
      id: '0 https://crm.agency.example',
      matches: ['https://crm.agency.example/*'],
      js: ['crm/page-world.iife.js'],
      runAt: 'document_start',
      allFrames: true,
      world: 'MAIN',
      persistAcrossSessions: true,
    },
    {
      id: '1 https://crm.agency.example',
      matches: ['https://crm.agency.example/*'],
      js: ['overlay/content.iife.js'],
      runAt: 'document_start',
      allFrames: true,
      world: 'ISOLATED',
      persistAcrossSessions: true,
    },
  ]);
});

it('adds what is missing, takes out what is no longer wanted, and leaves the rest', () => {
  const [agency, other] = [scriptsFor([AGENCY], declared), scriptsFor([OTHER], declared)];
  expect(difference([], agency)).toEqual({ gone: [], missing: agency });
  expect(difference(agency, [...agency, ...other])).toEqual({ gone: [], missing: other });
  expect(difference([...agency, ...other], other)).toEqual({ gone: agency.map(({ id }) => id), missing: [] });
  expect(difference(agency, agency)).toEqual({ gone: [], missing: [] });
});

it('replaces a script of another version', () => {
  const [before] = scriptsFor([AGENCY], [{ ...declared[1], js: ['overlay/old.js'] }]);
  const [after] = scriptsFor([AGENCY], [{ ...declared[1] }]);
  if (!before || !after) throw new Error('There are no scripts.');
  expect(difference([before], [after])).toEqual({ gone: ['0 https://crm.agency.example'], missing: [after] });
});
