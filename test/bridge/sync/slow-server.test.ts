import { afterEach, describe, expect, it } from 'vitest';
import { type ConnectedSetting, connectedSetting, event } from '../rest/connected.ts';

let setting: ConnectedSetting;
afterEach(() => setting.stop());

describe('a server that takes more than half a minute over an answer', () => {
  it('is waited for', { timeout: 60_000 }, async () => {
    setting = await connectedSetting();
    setting.icloud.account().put('home', 'a.ics', event('a', '20261202T100000Z', '20261202T110000Z'));
    setting.icloud.faults.set('slow', 31_000, { method: 'REPORT', times: 1 });
    expect((await setting.sync()).body.calendars).toMatchObject([{ mode: 'changes', added: 1 }]);
    expect(await setting.slots()).toMatchObject({ complete: true, slots: [{ start: '2026-12-02T10:00:00Z' }] });
  });
});
