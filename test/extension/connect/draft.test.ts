import { describe, expect, it } from 'vitest';
import { type Draft, examine, isICloud } from '../../../extension/connect/draft.ts';
import { WORDS } from '../../../extension/connect/words.ts';
import { ConnectRequest } from '../../../shared/contract/connection.ts';

const WHO = { locationId: 'loc1', userId: 'user1', userName: 'Ann Lee' };
const ICLOUD: Draft = {
  appleId: ' ann@icloud.com ',
  password: 'ABCD efgh ijkl mnop',
  otherServer: false,
  serverUrl: '',
  timeZone: 'Europe/Berlin',
};
const RADICALE: Draft = {
  ...ICLOUD,
  appleId: 'ann',
  password: ' Any thing 1 ',
  otherServer: true,
  serverUrl: 'https://dav.example.org/',
};

function errorsOf(draft: Draft) {
  const examined = examine(draft, WHO);
  return examined.ok ? null : examined.errors;
}

describe('an iCloud account', () => {
  it('becomes a request of the contract, the password in Apple’s writing', () => {
    const examined = examine(ICLOUD, WHO);
    expect(examined).toEqual({
      ok: true,
      value: { ...WHO, appleId: 'ann@icloud.com', appPassword: 'abcd-efgh-ijkl-mnop', timeZone: 'Europe/Berlin' },
    });
    expect(ConnectRequest.safeParse(examined.ok && examined.value).success).toBe(true);
  });

  it('is stopped when the password looks like an ordinary one', () => {
    expect(errorsOf({ ...ICLOUD, password: 'MyDogRex2019' })).toEqual({ password: WORDS.ordinaryPassword });
  });

  it('needs an e-mail address', () => {
    expect(errorsOf({ ...ICLOUD, appleId: 'ann' })).toEqual({ appleId: WORDS.notAnAddress });
  });

  it('names everything that is missing at once', () => {
    expect(errorsOf({ ...ICLOUD, appleId: '', password: ' ' })).toEqual({
      appleId: WORDS.needAppleId,
      password: WORDS.needPassword,
    });
  });
});

describe('another server', () => {
  it('takes any user name and any password, exactly as typed', () => {
    expect(examine(RADICALE, WHO)).toMatchObject({
      ok: true,
      value: { appleId: 'ann', appPassword: ' Any thing 1 ', serverUrl: 'https://dav.example.org/' },
    });
  });

  it('that is iCloud after all is treated as iCloud', () => {
    const draft = { ...RADICALE, appleId: 'ann@icloud.com', serverUrl: 'https://caldav.icloud.com' };
    expect(errorsOf(draft)).toEqual({ password: WORDS.ordinaryPassword });
    expect([isICloud('https://p12-caldav.icloud.com.cn'), isICloud('https://icloud.com.evil.example')]).toEqual([
      true,
      false,
    ]);
  });

  it('is reached by http on this computer alone', () => {
    expect(errorsOf({ ...RADICALE, serverUrl: 'http://127.0.0.1:5232' })).toBeNull();
    expect(errorsOf({ ...RADICALE, serverUrl: 'http://dav.example.org' })).toEqual({ serverUrl: WORDS.insecureServer });
  });

  it('needs an address', () => {
    expect(errorsOf({ ...RADICALE, serverUrl: '' })).toEqual({ serverUrl: WORDS.needServer });
    expect(errorsOf({ ...RADICALE, serverUrl: 'dav.example.org' })).toEqual({ serverUrl: WORDS.notAServer });
    expect(errorsOf({ ...RADICALE, serverUrl: 'ftp://dav.example.org' })).toEqual({ serverUrl: WORDS.notAServer });
  });
});
