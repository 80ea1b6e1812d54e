import { afterEach, describe, expect, it } from 'vitest';
import { Readings } from '../../../shared/contract/readings.ts';
import { type ConnectedSetting, connectedSetting, event } from './connected.ts';

let setting: ConnectedSetting;
afterEach(() => setting.stop());

const inDays = (days: number, hour: number) =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')}T${hour}0000Z`;
const ask = (uid: string) =>
  setting.bridge.call(
    'GET',
    `/v1/connections/${setting.id}/readings?calendarId=${setting.calendarId('Home')}&uid=${encodeURIComponent(uid)}`,
  );

describe('two readers', () => {
  it('agree on an ordinary event', async () => {
    setting = await connectedSetting();
    setting.icloud.account().put('home', 'a.ics', event('a@x', inDays(3, 10), inDays(3, 11)));
    await setting.sync();
    const { readings } = Readings.parse((await ask('a@x')).body);
    expect(readings).toMatchObject([{ agree: true, differences: [], icalJs: [{ allDay: false }] }]);
    expect(readings[0]?.nodeIcal).toEqual(readings[0]?.icalJs);
  });

  it('differ, in words, where node-ical is known to ignore a part', async () => {
    setting = await connectedSetting();
    const more = [`RDATE:${inDays(5, 10)}`];
    setting.icloud.account().put('home', 'r.ics', event('r@x', inDays(3, 10), inDays(3, 11), more));
    await setting.sync();
    const { readings } = Readings.parse((await ask('r@x')).body);
    expect(readings[0]?.icalJs).toHaveLength(2);
    expect(readings[0]?.agree).toBe(false);
    expect(readings[0]?.differences.join(' ')).not.toBe('');
  });

  it('are not asked for what is not there', async () => {
    setting = await connectedSetting();
    expect(await ask('nothing')).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});
