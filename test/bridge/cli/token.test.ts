import { once } from 'node:events';
import { chmod, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { modeOf, temporaryFolder } from '../store/temporary-folder.ts';
import { run, startedBridge } from './command.ts';

describe('slotbridge token', () => {
  it('prints the token alone, before any bridge ever ran, in a folder for the owner alone', async () => {
    const SLOTBRIDGE_HOME = join(await temporaryFolder(), 'new');
    const made = await run(['token', 'create', '--name', 'my laptop'], { SLOTBRIDGE_HOME });
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^[\w-]{43}\n$/) });
    expect(made.err).not.toContain(made.out.trim());
    expect(await modeOf(SLOTBRIDGE_HOME)).toBe('700');
    const listed = await run(['token', 'list'], { SLOTBRIDGE_HOME });
    expect(listed.out).toMatch(/^my laptop\ttoken\t\d{4}-\S+Z\t\S+\n$/);
    expect(await run(['token', 'revoke', 'my laptop'], { SLOTBRIDGE_HOME })).toMatchObject({ code: 0, out: '' });
    expect((await run(['token', 'list'], { SLOTBRIDGE_HOME })).out).toBe('');
  });

  it('works at once at a running bridge, and revoked no more; its open socket closes within seconds', async () => {
    const bridge = await startedBridge();
    const { out } = await run(['token', 'create', '--name', 'curl'], bridge.env);
    const token = out.trim();
    expect((await bridge.call('GET', '/v1/connections', token)).status).toBe(200);
    const socket = new WebSocket(`ws://127.0.0.1:${bridge.port}/v1/live`);
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'hello', token }));
    expect(String((await once(socket, 'message'))[0])).toContain('welcome');
    const closed = once(socket, 'close').then(([code]) => ({ code, at: performance.now() }));
    expect((await run(['token', 'revoke', 'curl'], bridge.env)).code).toBe(0);
    const revoked = performance.now();
    expect((await bridge.call('GET', '/v1/connections', token)).status).toBe(401);
    const { code, at } = await closed;
    expect(code).toBe(4401);
    expect(at - revoked).toBeLessThan(5_000);
  });

  it('touches nothing in a folder of other things', async () => {
    const SLOTBRIDGE_HOME = await temporaryFolder();
    await writeFile(join(SLOTBRIDGE_HOME, 'tool.sh'), '');
    await chmod(join(SLOTBRIDGE_HOME, 'tool.sh'), 0o755);
    const ended = await run(['token', 'list'], { SLOTBRIDGE_HOME });
    expect(ended).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('it holds other things, such as "tool.sh"'),
    });
    expect(await modeOf(join(SLOTBRIDGE_HOME, 'tool.sh'))).toBe('755');
    expect(await readdir(SLOTBRIDGE_HOME)).toEqual(['tool.sh']);
  });

  it('is not given twice under one name', async () => {
    const env = { SLOTBRIDGE_HOME: await temporaryFolder() };
    await run(['token', 'create', '--name', 'a'], env);
    expect(await run(['token', 'create', '--name', 'a'], env)).toMatchObject({ code: 1, out: '' });
  });

  it.each([
    [['token'], 2, 'token create --name NAME'],
    [['token', 'create'], 2, '--name laptop'],
    [['token', 'create', '--name', ''], 2, '--name laptop'],
    [['token', 'create', '--name', '<b>'], 2, '--name laptop'],
    [['token', 'create', '--nmae', 'x'], 2, '--nmae'],
    [['token', 'revoke'], 2, 'token revoke NAME'],
    [['token', 'revoke', 'two', 'words'], 2, 'in quotes'],
    [['token', 'revoke', 'nobody'], 1, 'There is no client named "nobody"'],
    [['tokens'], 2, 'There is no command "tokens"'],
    [['constructor'], 2, 'There is no command "constructor"'],
    [['pair', 'me'], 2, '"me" is not understood'],
  ])('%j ends with %i and a sentence', async (args, code, sentence) => {
    const ended = await run(args, { SLOTBRIDGE_HOME: await temporaryFolder() });
    expect(ended).toMatchObject({ code, out: '', err: expect.stringContaining(sentence) });
  });
});

it('help is on standard output and names every command and variable', async () => {
  for (const args of [[], ['help'], ['--help'], ['token', '--help']]) {
    const { code, out } = await run(args, {});
    expect(code).toBe(0);
    for (const word of ['start', 'pair', 'doctor', 'token create', 'SLOTBRIDGE_PASSPHRASE'])
      expect(out).toContain(word);
  }
});
