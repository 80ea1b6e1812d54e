import { afterEach, beforeEach, expect, it } from 'vitest';
import { doctor } from '../../../bridge/cli/doctor/doctor.ts';
import { removeBlocks } from '../../../bridge/cli/remove-blocks.ts';
import { openSecrets } from '../../../bridge/secrets/open-secrets.ts';
import { at, type CrmWorld, startCrmWorld } from '../crm/crm-world.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { PASSPHRASE, told } from './told.ts';

let world: CrmWorld;

/** A bridge whose secrets outlive it, with two blocks in the CRM, and one that somebody made by hand. */
beforeEach(async () => {
  const home = await temporaryFolder();
  const { store } = await openSecrets({ choice: 'file', home, passphrase: PASSPHRASE });
  world = await startCrmWorld({ bridge: { home, secrets: store } });
  await world.save('dentist', at(15), at(16));
  await world.save('school', at(18), at(19));
  await world.settle();
  const { blockedSlots } = world.highLevel.state;
  blockedSlots.push({ ...blockedSlots[0]!, id: 'ByHand00000000000000', title: 'Lunch' });
});

afterEach(() => world.stop());

const where = () => ({ home: world.booked().bridge.home, caldavUrl: world.calendars.radicale.url });
const removing = (...args: string[]) => told(where(), (settings, terminal) => removeBlocks(args, settings, terminal));
const titles = () => world.highLevel.state.blockedSlots.map(({ title }) => title).sort();

/** In the connection's zone, as a person reads it. */
const shown = (time: number) => new Date(time).toLocaleString('sv-SE', { timeZone: 'America/New_York' }).slice(0, 16);
const line = (from: number, to: number) => `${shown(from)}\t${shown(to)}\tBusy · Slotbridge`;
const lines = () => [line(at(15), at(16)), line(at(18), at(19))];
const ALL = ['Busy · Slotbridge', 'Busy · Slotbridge', 'Lunch'];

it('shows the blocks that we made, takes them out when told to, makes no more, and leaves what is not ours', async () => {
  expect(await removing('--dry-run')).toMatchObject({
    code: 0,
    out: lines(),
    said: expect.stringMatching(/ann for user .*2 blocked slots|2 blocked slots[\s\S]*Nothing was removed/),
  });
  expect(await removing()).toMatchObject({
    code: 1,
    out: lines(),
    said: expect.stringMatching(/To take 2 blocked slots out, run "slotbridge remove-blocks --yes"/),
  });
  expect(titles()).toEqual(ALL);
  expect(await removing('--yes')).toMatchObject({ code: 0, said: expect.stringMatching(/2 blocked slots removed\. /) });
  expect(titles()).toEqual(['Lunch']);
  await world.booked().sync();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(titles()).toEqual(['Lunch']);
  expect(await world.crm()).toMatchObject({ state: 'off' });
  expect(await removing('--yes')).toMatchObject({ code: 0, out: [] });
});

it('takes out nothing of other connections than the one that is named', async () => {
  const other = await removing('--yes', '--connection', 'con_other');
  expect(other).toMatchObject({ code: 1, out: [], said: expect.stringMatching(/no connection "con_other"/) });
  expect(titles()).toEqual(ALL);
  expect(await removing('--yes', '--connection', world.booked().id)).toMatchObject({ code: 0, out: lines() });
  expect(titles()).toEqual(['Lunch']);
});

it('works while no bridge runs', async () => {
  await world.booked().bridge.stop();
  expect(await removing('--yes')).toMatchObject({ code: 0, out: lines() });
  expect(titles()).toEqual(['Lunch']);
});

it('says what stands in the way, and that blocks stand still', async () => {
  world.highLevel.faults.add({ kind: 'status', status: 500, method: 'DELETE', times: 1000 });
  const refused = await removing('--yes');
  expect(refused).toMatchObject({ code: 1, said: expect.stringMatching(/HighLevel has a fault of its own/) });
  expect(refused.said).not.toMatch(/ removed\. /);
  world.highLevel.faults.add({ kind: 'cut', times: 1000 });
  expect(await removing('--dry-run')).toMatchObject({ code: 1, said: expect.stringMatching(/^ann for .*broke off/m) });
  expect(titles()).toEqual(ALL);
});

it('is told of by the doctor: what stands, when it was good last, the calls, and what is missing', async () => {
  const good = (await told(where(), doctor)).out.join('\n');
  expect(good).toMatch(/^ok {4}Public booking pages of Ann Porter in Sunrise Dental are protected$/m);
  expect(good).toMatch(
    /^ok {4}Blocked slots of Ann Porter: 2 standing, 0 pending, 0 failed; last good pass 20\S+Z, 0 minutes ago$/m,
  );
  expect(good).toMatch(
    /^ok {4}Calls of HighLevel today: \d+ of the \d+ that we allow ourselves; of the sub-account \d+ of 10000000 left$/m,
  );
  const granted = world.highLevel.grants[0]!;
  granted.scopes = granted.scopes.filter((scope) => scope !== 'calendars/events.readonly');
  await world.settle();
  const { code, out } = await told(where(), doctor);
  expect(code).toBe(1);
  expect(out.join('\n')).toMatch(
    /^BAD {3}Public booking pages of Ann Porter .*does not allow enough \(missing: calendars\/events\.readonly\)$/m,
  );
  expect(out.join('\n')).toMatch(/→ .*tick calendars\/events\.readonly/);
});

it('is noted by the doctor where public booking pages are not protected', async () => {
  await removing('--yes');
  const { out } = await told(where(), doctor);
  expect(out.join('\n')).toMatch(/^note {2}Public booking pages of .* are not protected$/m);
});
