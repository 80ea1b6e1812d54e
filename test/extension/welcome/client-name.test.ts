import { expect, it } from 'vitest';
import { clientName } from '../../../extension/welcome/client-name.ts';
import { ClientName } from '../../../shared/contract/access.ts';

it('a browser is called by its brand and platform', () => {
  const brands = [{ brand: 'Chromium' }, { brand: 'Google Chrome' }, { brand: 'Not;A=Brand' }];
  expect(clientName({ brands, platform: 'macOS' })).toBe('Google Chrome (macOS)');
});

it('a name is always one that the bridge takes', () => {
  for (const agent of [
    undefined,
    { brands: [], platform: '' },
    { brands: [{ brand: '<b>' }], platform: 'x'.repeat(90) },
  ]) {
    expect(ClientName.safeParse(clientName(agent)).success).toBe(true);
  }
});
