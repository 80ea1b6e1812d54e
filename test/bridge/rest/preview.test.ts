import { afterEach, describe, expect, it } from 'vitest';
import type { Written } from '../../../shared/contract/appointments.ts';
import type { Connection, SettingsPatch } from '../../../shared/contract/connection.ts';
import { Preview } from '../../../shared/contract/preview.ts';
import { booking, pause } from '../outbox/booked.ts';
import { type ConnectedSetting, connectedSetting, event } from './connected.ts';

let setting: ConnectedSetting;
afterEach(() => setting.stop());

interface Choices {
  linked?: string;
  linkedIsConflict?: boolean;
  conflicts?: string[];
  settings?: SettingsPatch;
  from?: string;
  to?: string;
}

const path = (suffix = '') => `/v1/connections/${setting.id}${suffix}`;

function ask({ linked, conflicts = [], linkedIsConflict = true, settings, ...range }: Choices) {
  return setting.bridge.call<Preview>('POST', path('/preview'), {
    linkedCalendarId: linked === undefined ? null : setting.calendarId(linked),
    conflictCalendarIds: conflicts.map((name) => (name.startsWith('cal_') ? name : setting.calendarId(name))),
    linkedIsConflict,
    ...(settings ? { settings } : {}),
    from: '2026-12-01T00:00:00Z',
    to: '2026-12-15T00:00:00Z',
    ...range,
  });
}

const preview = async (choices: Choices) => Preview.parse((await ask(choices)).body);
const times = (day: string, from: string, to: string) => ({
  start: `2026-12-${day}T${from}:00Z`,
  end: `2026-12-${day}T${to}:00Z`,
});

/** Home blocks 10 to 11 on the 2nd; Work, which was never read, 10:30 to 12 on the 2nd and 9 to 10 on the 3rd. */
async function startTwo(chosen: string[] = ['Home']) {
  setting = await connectedSetting(chosen);
  const account = setting.icloud.account();
  account.put('home', 'h.ics', event('h', '20261202T100000Z', '20261202T110000Z'));
  account.put('work', 'w.ics', event('w', '20261202T103000Z', '20261202T120000Z'));
  account.put('work', 'v.ics', event('v', '20261203T090000Z', '20261203T100000Z'));
  await setting.sync();
}

describe('a preview', () => {
  it('of what holds now changes nothing', async () => {
    await startTwo();
    expect(await preview({ conflicts: ['Home'] })).toEqual({ opens: [], closes: [], clashes: [], unknown: [] });
  });

  it('reads a calendar that was never chosen, and says what it closes', async () => {
    await startTwo();
    expect(await preview({ conflicts: ['Home', 'Work'] })).toEqual({
      opens: [],
      closes: [times('02', '11:00', '12:00'), times('03', '09:00', '10:00')],
      clashes: [],
      unknown: [],
    });
  });

  it('says what opens where a calendar is left out, and both where one takes the place of another', async () => {
    await startTwo();
    expect((await preview({})).opens).toEqual([times('02', '10:00', '11:00')]);
    expect(await preview({ conflicts: ['Work'] })).toMatchObject({
      opens: [times('02', '10:00', '10:30')],
      closes: [times('02', '11:00', '12:00'), times('03', '09:00', '10:00')],
    });
  });

  it('clips to the range and counts the linked calendar as long as it also blocks', async () => {
    await startTwo();
    const linked = await preview({ linked: 'Work', conflicts: ['Home'], to: '2026-12-02T11:30:00Z' });
    expect(linked.closes).toEqual([times('02', '11:00', '11:30')]);
    const notBlocking = { linked: 'Work', linkedIsConflict: false, conflicts: ['Home', 'Work'] };
    expect((await preview(notBlocking)).closes).toEqual([]);
  });

  it('follows the settings that were not saved yet', async () => {
    await startTwo();
    const account = setting.icloud.account();
    account.put('home', 't.ics', event('t', '20261204T100000Z', '20261204T110000Z', ['STATUS:TENTATIVE']));
    account.put('home', 'f.ics', holiday);
    await setting.sync();
    const changed = await preview({ conflicts: ['Home'], settings: { tentative: 'free', allDay: 'always' } });
    expect(changed.opens).toEqual([times('04', '10:00', '11:00')]);
    expect(changed.closes).toEqual([{ start: '2026-12-08T05:00:00Z', end: '2026-12-09T05:00:00Z' }]);
    const ofCalendar = { calendars: { [setting.calendarId('Home')]: { tentative: 'free' as const } } };
    expect((await preview({ conflicts: ['Home'], settings: ofCalendar })).opens).toHaveLength(1);
  });

  it('leaves the configuration, the settings and the revision as they are', async () => {
    await startTwo();
    const state = async () => ({
      connection: (await setting.bridge.call<Connection>('GET', path())).body,
      revision: (await setting.slots()).revision,
    });
    const before = await state();
    await preview({ linked: 'Work', settings: { showTitles: true, tentative: 'free' } });
    expect(await state()).toEqual(before);
  });

  it('names a calendar that could not be read as not known, and opens nothing then', async () => {
    await startTwo();
    setting.icloud.faults.set('status', 500, { path: '/work/' });
    const answer = await preview({ conflicts: ['Work'] });
    expect(answer).toMatchObject({ opens: [], closes: [], unknown: [{ calendarId: setting.calendarId('Work') }] });
    expect(answer.unknown[0]?.reason).not.toBe('');
    setting.icloud.faults.clear();
    expect((await preview({ conflicts: ['Work'] })).unknown).toEqual([]);
  });

  it('waits for a slow server no longer than some seconds, and has the answer when asked again', async () => {
    await startTwo();
    setting.icloud.faults.set('slow', 6500, { path: '/work/', method: 'REPORT', times: 1 });
    const answer = await preview({ conflicts: ['Home', 'Work'] });
    expect(answer.closes).toEqual([]);
    expect(answer.unknown).toMatchObject([
      { calendarId: setting.calendarId('Work'), reason: expect.stringContaining('not been read yet') },
    ]);
    await pause(2000);
    expect(await preview({ conflicts: ['Home', 'Work'] })).toMatchObject({ closes: [{}, {}], unknown: [] });
  });

  it('names what cannot be read in a calendar, with the times that it may touch', async () => {
    await startTwo();
    setting.icloud
      .account()
      .put('work', 'x.ics', event('x', '20261205T100000Z', '20261205T110000Z', ['RRULE:FREQ=ODD']));
    const answer = await preview({ conflicts: ['Work'] });
    expect(answer.unknown).toMatchObject([{ calendarId: setting.calendarId('Work') }]);
    expect(answer.unknown[0]?.resource).toContain('x.ics');
  });

  it('names the bookings that what closes would clash with, but not with their own event', async () => {
    await startTwo();
    const call = setting.bridge.call;
    await call('PUT', path('/configuration'), {
      linkedCalendarId: setting.calendarId('Home'),
      conflictCalendarIds: [],
    });
    const put = (id: string, from: string, to: string) =>
      call<Written>('PUT', path(`/appointments/${id}`), booking(id, times('03', from, to)));
    await put('first', '09:30', '10:30');
    await put('second', '10:00', '11:00');
    const states = async () =>
      (await call<{ appointments: Written[] }>('GET', path('/appointments'))).body.appointments.map(
        ({ state }) => state,
      );
    await expect.poll(states, { timeout: 10_000 }).toEqual(['written', 'written']);
    await setting.sync();
    const answer = await preview({ linked: 'Home', conflicts: ['Work'] });
    expect(answer.clashes).toEqual([
      { appointmentId: 'first', title: 'Visit of first', ...times('03', '09:30', '10:30') },
    ]);
    expect(answer.closes).toContainEqual(times('03', '09:00', '10:00'));
  });

  it.each([
    [{ conflicts: ['cal_nobodys'] }, 'unknown-calendar'],
    [{ linked: 'Family' }, 'not-writable'],
    [{ from: '2026-12-15T00:00:00Z', to: '2026-12-01T00:00:00Z' }, 'invalid'],
    [{ to: '2028-12-01T00:00:00Z' }, 'range-too-long'],
    [{ settings: { calendars: { cal_other: { allDay: 'never' } } } }, 'unknown-calendar'],
  ] satisfies [Choices, string][])('of %o is refused as saving it would be: %s', async (choices, code) => {
    await startTwo();
    expect(await ask(choices)).toMatchObject({ status: 422, body: { code } });
  });
});

const holiday = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Test//EN',
  'BEGIN:VEVENT',
  'UID:holiday',
  'DTSTAMP:20261101T000000Z',
  'DTSTART;VALUE=DATE:20261208',
  'DTEND;VALUE=DATE:20261209',
  'SUMMARY:Holiday',
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');
