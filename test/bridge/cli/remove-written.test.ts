import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openClientRegistry } from '../../../bridge/access/client-registry.ts';
import { doctor } from '../../../bridge/cli/doctor/doctor.ts';
import { removeWritten } from '../../../bridge/cli/remove-written.ts';
import { openSecrets } from '../../../bridge/secrets/open-secrets.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from '../../sandbox/icloud/start.ts';
import { type Booked, booking, startBooked } from '../outbox/booked.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { PASSPHRASE, told } from './told.ts';

let icloud: ICloud;
let booked: Booked;
let home: string;

/** A bridge with passwords that outlive it, and two bookings in the calendar Home. */
beforeEach(async () => {
  icloud = await startICloud();
  icloud.account().calendars.create({ name: 'Home', path: 'home' });
  home = await temporaryFolder();
  const { store } = await openSecrets({ choice: 'file', home, passphrase: PASSPHRASE });
  const { appleId, appPassword } = DEFAULT_ACCOUNT;
  booked = await startBooked({ radicale: icloud }, { home, secrets: store, connect: { appleId, appPassword } });
  await booked.link('Home');
  for (const id of ['one', 'two']) await booked.put(booking(id));
  for (const id of ['one', 'two']) await booked.until(id, 'written');
});

afterEach(async () => {
  await booked.bridge.stop();
  await icloud.stop();
  await rm(home, { recursive: true, force: true });
});

const where = () => ({ home, caldavUrl: icloud.url });
const removing = (...args: string[]) => told(where(), (settings, terminal) => removeWritten(args, settings, terminal));
const names = () =>
  icloud
    .account()
    .list('home')
    .map(({ name }) => name);
const LINES = ['2036-12-02 10:00\tHome\tVisit of one', '2036-12-02 10:00\tHome\tVisit of two'];

it('shows what we wrote, takes it out when told to, and leaves what is not ours', async () => {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'BEGIN:VEVENT', 'UID:d', 'DTSTAMP:20261101T000000Z'];
  lines.push('DTSTART:20361203T100000Z', 'DTEND:20361203T110000Z', 'END:VEVENT', 'END:VCALENDAR', '');
  icloud.account().put('home', 'dentist.ics', lines.join('\r\n'));
  const shown = await removing('--dry-run');
  expect(shown).toMatchObject({ code: 0, out: LINES, said: expect.stringMatching(/Nothing was removed/) });
  const asked = await removing();
  expect(asked).toMatchObject({ code: 1, out: LINES, said: expect.stringMatching(/remove-written --yes/) });
  expect(names()).toHaveLength(3);
  expect(await removing('--yes')).toMatchObject({ code: 0, said: expect.stringMatching(/2 events removed/) });
  expect(names()).toEqual(['dentist.ics']);
  const clients = (await openClientRegistry({ home })).list();
  expect(clients.map(({ madeBy, name }) => `${madeBy} ${name}`)).toEqual([expect.stringMatching(/^command test /)]);
});

it('takes out nothing of other connections than the one that is named', async () => {
  const other = await removing('--yes', '--connection', 'con_other');
  expect(other).toMatchObject({ code: 1, out: [], said: expect.stringMatching(/no connection "con_other"/) });
  expect(names()).toHaveLength(2);
  expect(await removing('--yes', '--connection', booked.id)).toMatchObject({ code: 0, out: LINES });
  expect(names()).toEqual([]);
});

it('works while no bridge runs', async () => {
  await booked.bridge.stop();
  expect(await removing('--yes')).toMatchObject({ code: 0, out: LINES });
  expect(names()).toEqual([]);
});

it('is no way around a calendar that cannot be written: the doctor says what waits, and why', async () => {
  icloud.account().calendars.setAccess('home', 'reader');
  await booked.sync();
  await booked.put(booking('three'));
  await expect.poll(async () => (await booked.list('queued'))[0]?.lastError).toMatch(/can only be read/);
  const { out } = await told(where(), doctor);
  expect(out.join('\n')).toMatch(/1 booking of .* on the way to the linked calendar/);
  expect(out.join('\n')).toMatch(/"Home" can only be read now/);
});
