import { describe, expect, it } from 'vitest';
import { appSpecificPassword } from '../../../extension/connect/app-password.ts';

describe('an app-specific password', () => {
  it.each([
    'abcd-efgh-ijkl-mnop',
    'abcdefghijklmnop',
    'abcd efgh ijkl mnop',
    '  ABCD-efgh-ijkl-mnop\n',
    'abcd\u2013efgh\u2011ijkl\u00a0mnop',
  ])('is recognised in %j and written as Apple writes it', (text) => {
    expect(appSpecificPassword(text)).toBe('abcd-efgh-ijkl-mnop');
  });

  it.each([
    '',
    'MyDogRex2019',
    'abcd-efgh-ijkl-mno',
    'abcd-efgh-ijkl-mnopq',
    'abcd-efgh-ijkl-mn0p',
    'abcd_efgh_ijkl_mnop',
  ])('is not seen in %j', (text) => {
    expect(appSpecificPassword(text)).toBeNull();
  });
});
