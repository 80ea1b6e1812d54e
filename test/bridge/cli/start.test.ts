import { mkdir, readdir, readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_ACCOUNT, startICloud } from '../../sandbox/icloud/start.ts';
import { freePort } from '../../sandbox/server-process.ts';
import { filesIn, modeOf, temporaryFolder } from '../store/temporary-folder.ts';
import { run, slotbridge, startedBridge, takenPort } from './command.ts';

const NONCE = 'n'.repeat(43);

describe('slotbridge start', () => {
  it('says when it is ready, where the extension is and what becomes of passwords, and stops cleanly', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const bridge = await startedBridge();
      expect((await bridge.call('GET', '/v1/health')).status).toBe(200);
      await bridge.seen(/Pairing code: [2-9A-Z]{4}-[2-9A-Z]{4} /);
      bridge.process.kill(signal);
      const { code, out, err } = await bridge.ended();
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/^Slotbridge is listening on http:\/\/127\.0\.0\.1:\d+\nThe extension lies in .*extension\n/);
      expect(out).toContain(`\nYour data is kept in ${await realpath(bridge.home)}\n`);
      expect(out).toContain('Passwords are kept only until the bridge stops');
      expect(await readdir(join(bridge.home, 'lock'))).toEqual([]);
    }
  });

  it('refuses a second bridge on the same folder in a sentence, and leaves the first alone', async () => {
    const bridge = await startedBridge();
    const second = await run(['start'], { ...bridge.env, SLOTBRIDGE_PORT: '0' });
    expect(second).toMatchObject({ code: 1, out: '' });
    expect(second.err.trim()).toMatch(
      /^Another Slotbridge \(process \d+\) already uses the data folder .*SLOTBRIDGE_HOME\.$/,
    );
    expect((await bridge.call('GET', '/v1/health')).status).toBe(200);
  });

  it('does not start on data of a newer version, says to update, and leaves it as it is', async () => {
    const SLOTBRIDGE_HOME = await temporaryFolder();
    const newer = '{"version":99,"connections":{"a":1}}';
    await writeFile(join(SLOTBRIDGE_HOME, 'connections.json'), newer);
    const ended = await run(['start'], { SLOTBRIDGE_HOME });
    expect(ended).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/written by a newer Slotbridge.*Update/),
    });
    expect(await readFile(join(SLOTBRIDGE_HOME, 'connections.json'), 'utf8')).toBe(newer);
    expect((await readdir(SLOTBRIDGE_HOME)).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  it('says of a file that is no client that it is left out, and where it still lies', async () => {
    const SLOTBRIDGE_HOME = await temporaryFolder();
    await mkdir(join(SLOTBRIDGE_HOME, 'clients'));
    const odd = join(SLOTBRIDGE_HOME, 'clients', 'odd.json');
    await writeFile(odd, 'garbage');
    const bridge = await startedBridge({ SLOTBRIDGE_HOME });
    await bridge.seen(/Pairing code/);
    expect(bridge.said()).toContain(`${odd} is left out: it is not a client of this version.`);
    expect(bridge.said()).not.toContain('set aside');
    expect(await readFile(odd, 'utf8')).toBe('garbage');
  });

  it('starts again at once after it was killed', async () => {
    const first = await startedBridge({ SLOTBRIDGE_PORT: String(await freePort()) });
    first.process.kill('SIGKILL');
    await first.ended();
    const second = await slotbridge(['start', '--no-open'], first.env);
    await second.seen(/listening on/);
  });

  it('runs on when whoever read along has left', async () => {
    const bridge = await startedBridge();
    await bridge.seen(/Pairing code/);
    bridge.process.stdout?.destroy();
    bridge.process.stderr?.destroy();
    // Of a folder that is gone it says so, into the closed pipe.
    await rename(bridge.home, `${bridge.home}.away`);
    await pause(600);
    await rename(`${bridge.home}.away`, bridge.home);
    expect((await bridge.call('GET', '/v1/health')).status).toBe(200);
    bridge.process.kill('SIGTERM');
    expect((await bridge.ended()).code).toBe(0);
  });

  it('stops within seconds also while a server owes it an answer that may never come', async () => {
    const icloud = await startICloud();
    onTestFinished(() => icloud.stop());
    icloud.faults.set('hang', true);
    const bridge = await startedBridge({ SLOTBRIDGE_CALDAV_URL: icloud.url });
    const made = await run(['token', 'create', '--name', 'waiting'], bridge.env);
    const { appleId, appPassword } = DEFAULT_ACCOUNT;
    const who = { locationId: 'loc1', userId: 'user1', timeZone: 'UTC' };
    const cut = bridge.call('POST', '/v1/connections', made.out.trim(), { ...who, appleId, appPassword }).catch(String);
    await expect.poll(() => icloud.requests.length).toBeGreaterThan(0);
    const asked = Date.now();
    bridge.process.kill('SIGTERM');
    expect((await bridge.ended()).code).toBe(0);
    expect(Date.now() - asked).toBeLessThan(8000);
    expect(await cut).toMatch(/fetch failed/);
    expect(await readdir(join(bridge.home, 'lock'))).toEqual([]);
  }, 30_000);

  it('says that the port is taken, and keeps no lock', async () => {
    const SLOTBRIDGE_HOME = await temporaryFolder();
    const ended = await run(['start'], { SLOTBRIDGE_HOME, SLOTBRIDGE_PORT: String(await takenPort()) });
    expect(ended.code).toBe(1);
    expect(ended.err).toMatch(/^Port \d+ is taken by another program/);
    expect(await readdir(join(SLOTBRIDGE_HOME, 'lock'))).toEqual([]);
  });

  it('does not start without the keychain that was asked for by name', async () => {
    const env = { SLOTBRIDGE_HOME: await temporaryFolder(), SLOTBRIDGE_SECRETS: 'keychain' };
    const ended = process.platform === 'linux' ? await run(['start'], env) : { code: 1, out: '', err: 'keychain' };
    expect(ended).toMatchObject({ code: 1, out: '' });
    expect(ended.err).toContain('keychain');
  });

  it('does not start on a setting that is none', async () => {
    const ended = await run(['start'], { SLOTBRIDGE_HOME: await temporaryFolder(), SLOTBRIDGE_PORT: 'x' });
    expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringContaining('SLOTBRIDGE_PORT must be') });
  });
});

describe('what a bridge leaves on disk and on the terminal', () => {
  it('has no token, no password and no passphrase in it, and is for its owner alone', async () => {
    const icloud = await startICloud();
    const bridge = await startedBridge({
      SLOTBRIDGE_SECRETS: 'file',
      SLOTBRIDGE_PASSPHRASE: 'canary passphrase',
      SLOTBRIDGE_CALDAV_URL: icloud.url,
    });
    const [, code] = await bridge.seen(/Pairing code: (\S+)/);
    const paired = await bridge.call('POST', '/v1/pair', undefined, { code, clientName: 'Chrome', nonce: NONCE });
    const { token } = paired.body as { token: string };
    const connect = (appPassword: string) =>
      bridge.call('POST', '/v1/connections', token, {
        locationId: 'loc1',
        userId: 'user1',
        appleId: DEFAULT_ACCOUNT.appleId,
        appPassword,
        timeZone: 'Europe/Berlin',
      });
    expect((await connect('canary-wrong-password')).status).toBe(401);
    expect((await connect(DEFAULT_ACCOUNT.appPassword)).status).toBe(201);
    expect((await bridge.call('GET', '/v1/connections', token)).status).toBe(200);
    const live = await filesIn(bridge.home);
    for (const { path } of live) expect([path, await modeOf(path)]).toEqual([path, '600']);
    bridge.process.kill('SIGTERM');
    expect((await bridge.ended()).code).toBe(0);
    await icloud.stop();
    const everything = [...live, ...(await filesIn(bridge.home)), { path: 'terminal', text: bridge.said() }];
    expect(everything.length).toBeGreaterThan(5);
    for (const { path, text } of everything) {
      for (const secret of [token, DEFAULT_ACCOUNT.appPassword, 'canary-wrong-password', 'canary passphrase']) {
        expect([path, text.includes(secret)]).toEqual([path, false]);
      }
    }
  });
});
