import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openClientRegistry } from '../../../bridge/access/client-registry.ts';
import { Pairing } from '../../../bridge/access/pairing.ts';
import { requestPairing } from '../../../bridge/access/pairing-control.ts';
import { startPairingDesk } from '../../../bridge/access/pairing-desk.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

async function desk() {
  const home = await temporaryFolder();
  const time = { now: 0 };
  let drawn = 0;
  const pairing = new Pairing({ now: () => time.now }, (below) => drawn++ % below);
  const clients = await openClientRegistry({ home });
  const shown: string[] = [];
  const told: string[] = [];
  const start = async () => {
    const started = await startPairingDesk({
      home,
      pairing,
      clients,
      show: ({ code }) => shown.push(code),
      onError: () => told.push('out of order'),
      onMended: () => told.push('works again'),
    });
    onTestFinished(() => started.close());
  };
  onTestFinished(() => expect(told).toEqual([]));
  return { home, time, pairing, clients, shown, told, start };
}

const aLook = () => pause(450);

describe('while nobody is paired', () => {
  it('a fresh code is always shown: at the start, and when one has run out', async () => {
    const { time, shown, start } = await desk();
    await start();
    expect(shown).toEqual(['2345-6789']);
    await aLook();
    expect(shown).toHaveLength(1);
    time.now += 120_000;
    await aLook();
    expect(shown).toEqual(['2345-6789', 'ABCD-EFGH']);
  });

  it('no other code is shown while the client that used the first is still being written', async () => {
    const { time, pairing, clients, shown, start } = await desk();
    await start();
    pairing.use('2345-6789');
    await aLook();
    expect(pairing.current()).toBeNull();
    await clients.create({ name: 'Chrome', madeBy: 'pairing', origin: null });
    time.now += 5_000;
    await aLook();
    expect(shown).toEqual(['2345-6789']);
  });

  it('a new code is shown when the client that used the first could not be written', async () => {
    const { time, pairing, shown, start } = await desk();
    await start();
    pairing.use('2345-6789');
    time.now += 5_000;
    await aLook();
    expect(shown).toEqual(['2345-6789', 'ABCD-EFGH']);
  });

  it('a token made for debugging is no pairing', async () => {
    const { clients, shown, start } = await desk();
    await clients.create({ name: 'curl', madeBy: 'command', origin: null });
    await start();
    expect(shown).toHaveLength(1);
  });
});

describe('once somebody is paired', () => {
  it('no code is shown unasked', async () => {
    const { clients, pairing, shown, start } = await desk();
    await clients.create({ name: 'Chrome', madeBy: 'pairing', origin: null });
    await start();
    await aLook();
    expect(shown).toEqual([]);
    expect(pairing.current()).toBeNull();
  });

  it('a command in another process can ask for one, twice for the same, and leaves nothing behind', async () => {
    const { home, clients, pairing, start } = await desk();
    await clients.create({ name: 'Chrome', madeBy: 'pairing', origin: null });
    await start();
    const answers = [await requestPairing(home), await requestPairing(home)];
    expect(answers.map((answer) => answer?.code)).toEqual(['2345-6789', '2345-6789']);
    pairing.use('2345-6789');
    expect((await requestPairing(home))?.code).toBe('ABCD-EFGH');
    expect(await readdir(join(home, 'control'))).toEqual([]);
  });
});

it('a command that nobody answers gives up and takes its request back', async () => {
  const { home } = await desk();
  expect(await requestPairing(home, 200)).toBeNull();
  expect(await readdir(join(home, 'control'))).toEqual([]);
});

it('says once that it is out of order while the data folder is away, and once when it is back', async () => {
  const { home, told, start } = await desk();
  await start();
  await rename(home, `${home}.away`);
  await expect.poll(() => told).toEqual(['out of order']);
  await aLook();
  await rename(`${home}.away`, home);
  await expect.poll(() => told).toContain('works again');
  await aLook();
  expect(told.splice(0)).toEqual(['out of order', 'works again']);
  expect((await requestPairing(home))?.code).toBe('2345-6789');
});

it('leaves alone what it did not put into its folder', async () => {
  const { home, start } = await desk();
  await mkdir(join(home, 'control'));
  await writeFile(join(home, 'control', 'mine.txt'), '');
  await start();
  expect(await readdir(join(home, 'control'))).toEqual(['mine.txt']);
});

it('requests from before the start open nothing', async () => {
  const { home, clients, pairing, start } = await desk();
  await clients.create({ name: 'Chrome', madeBy: 'pairing', origin: null });
  expect(await requestPairing(home, 1)).toBeNull();
  await writeFile(join(home, 'control', `pair-${'a'.repeat(16)}.request`), '');
  await start();
  await aLook();
  expect(pairing.current()).toBeNull();
});
