import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { run, startedBridge } from './command.ts';

const NONCE = 'n'.repeat(43);

describe('slotbridge pair', () => {
  it('says that no bridge runs, and how to start it', async () => {
    const ended = await run(['pair'], { SLOTBRIDGE_HOME: await temporaryFolder() });
    expect(ended).toMatchObject({ code: 1, out: '', err: expect.stringContaining('npm start') });
  });

  it('says that the data folder is a file', async () => {
    const SLOTBRIDGE_HOME = join(await temporaryFolder(), 'file');
    await writeFile(SLOTBRIDGE_HOME, '');
    const ended = await run(['pair'], { SLOTBRIDGE_HOME });
    expect(ended).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('cannot be the data folder: it is a file'),
    });
  });

  it('prints the code that the bridge shows while nobody is paired, and a new one after that', async () => {
    const bridge = await startedBridge();
    const [, shown] = await bridge.seen(/Pairing code: (\S+)/);
    const first = await run(['pair'], bridge.env);
    expect(first).toMatchObject({ code: 0, out: `${shown}\n` });
    expect(first.err).toMatch(/within 1(?:[01]\d|20) seconds/);
    const pair = (code: string) => bridge.call('POST', '/v1/pair', undefined, { code, clientName: 'C', nonce: NONCE });
    expect((await pair(first.out.trim())).status).toBe(201);
    expect((await pair(first.out.trim())).body).toMatchObject({ code: 'pairing-closed' });
    const second = (await run(['pair'], bridge.env)).out.trim();
    expect(second).not.toBe(first.out.trim());
    expect((await pair(second.toLowerCase().replace('-', ''))).status).toBe(201);
    expect(await readdir(join(bridge.home, 'control'))).toEqual([]);
  });

  it('shows a fresh code at the terminal by itself after five wrong tries', async () => {
    const bridge = await startedBridge();
    const [, first] = await bridge.seen(/Pairing code: (\S+)/);
    const pair = (code = '') => bridge.call('POST', '/v1/pair', undefined, { code, clientName: 'C', nonce: NONCE });
    for (let index = 0; index < 5; index += 1) expect((await pair('WRNG')).body).toMatchObject({ code: 'wrong-code' });
    expect((await pair(first)).body).toMatchObject({ code: 'too-many-attempts' });
    const [, second] = await bridge.seen(/Pairing code: \S+.*Pairing code: (\S+)/s);
    expect(second).not.toBe(first);
    expect((await pair(second)).status).toBe(201);
  });
});
