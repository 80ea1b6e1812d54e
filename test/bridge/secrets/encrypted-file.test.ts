import { createCipheriv, scryptSync } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSecrets } from '../../../bridge/secrets/open-secrets.ts';
import { type Sealed, seal } from '../../../bridge/secrets/sealed.ts';
import { filesIn, modeOf, temporaryFolder } from '../store/temporary-folder.ts';

const PASSWORD = 'canary-abcd-efgh-ijkl-mnop';

const open = async (home: string, passphrase?: string) =>
  (await openSecrets({ choice: 'file', home, passphrase })).store;

const stored = async (home: string) => JSON.parse(await readFile(join(home, 'secrets.json'), 'utf8')) as Sealed;

describe('the encrypted file', () => {
  it('gives a password back after a restart, under the same passphrase', async () => {
    const home = await temporaryFolder();
    await (await open(home, 'correct horse')).set('one', PASSWORD);
    const again = await open(home, 'correct horse');
    expect(await again.get('one')).toBe(PASSWORD);
    expect(await again.get('two')).toBeNull();
    await again.delete('one');
    await again.delete('one');
    expect(await (await open(home, 'correct horse')).get('one')).toBeNull();
  });

  it('holds neither the password nor the passphrase readably, and is for its owner alone', async () => {
    const home = await temporaryFolder();
    await (await open(home, 'correct horse')).set('one', PASSWORD);
    for (const { text } of await filesIn(home)) {
      for (const secret of [PASSWORD, 'correct horse']) {
        expect(text).not.toContain(secret);
        expect(text).not.toContain(Buffer.from(secret).toString('base64').slice(0, 16));
        expect(text).not.toContain(Buffer.from(secret).toString('hex'));
      }
    }
    expect(await modeOf(join(home, 'secrets.json'))).toBe('600');
  });

  it('has a new salt and nonce at every write', async () => {
    const home = await temporaryFolder();
    const store = await open(home, 'correct horse');
    const first = await stored(home);
    await store.set('one', PASSWORD);
    const second = await stored(home);
    expect(second.header.salt).not.toBe(first.header.salt);
    expect(second.header.nonce).not.toBe(first.header.nonce);
  });

  it('loses none of many passwords set at once', async () => {
    const home = await temporaryFolder();
    const store = await open(home, 'correct horse');
    await Promise.all(['a', 'b', 'c'].map((name) => store.set(name, `${name}-value`)));
    const again = await open(home, 'correct horse');
    expect(await Promise.all(['a', 'b', 'c'].map((name) => again.get(name)))).toEqual([
      'a-value',
      'b-value',
      'c-value',
    ]);
  });

  it('stops the start on a wrong passphrase with a sentence, and stays as it is', async () => {
    const home = await temporaryFolder();
    await (await open(home, 'correct horse')).set('one', PASSWORD);
    const before = await readFile(join(home, 'secrets.json'), 'utf8');
    await expect(open(home, 'wrong horse')).rejects.toMatchObject({
      code: 'secrets-unavailable',
      message: expect.stringContaining('does not open with this SLOTBRIDGE_PASSPHRASE'),
    });
    expect(await readFile(join(home, 'secrets.json'), 'utf8')).toBe(before);
  });

  it('stops the start without a passphrase and names the variable', async () => {
    await expect(open(await temporaryFolder())).rejects.toThrow('Set SLOTBRIDGE_PASSPHRASE');
    await expect(open(await temporaryFolder(), '')).rejects.toThrow('Set SLOTBRIDGE_PASSPHRASE');
  });

  it('says at the start when it cannot be written', async () => {
    const home = join(await temporaryFolder(), 'gone');
    await expect(open(home, 'correct horse')).rejects.toThrow('cannot be written');
  });

  it('keeps the old password when the new one cannot be written', async () => {
    const home = join(await temporaryFolder(), 'home');
    await mkdir(home);
    const store = await open(home, 'correct horse');
    await store.set('one', 'old');
    await rm(home, { recursive: true });
    await expect(store.set('one', 'new')).rejects.toMatchObject({ code: 'secrets-unavailable' });
    expect(await store.get('one')).toBe('old');
  });
});

describe('a file that somebody changed', () => {
  let whole: Sealed;
  beforeAll(async () => {
    whole = await seal(JSON.stringify({ one: PASSWORD }), 'correct horse');
  });

  it.each([
    ['the sealed text', (file: Sealed) => ({ ...file, sealed: flipped(file.sealed) })],
    ['the tag', (file: Sealed) => ({ ...file, tag: flipped(file.tag) })],
    [
      'a shorter tag',
      (file: Sealed) => ({ ...file, tag: Buffer.from(file.tag, 'base64').subarray(0, 4).toString('base64') }),
    ],
    ['the salt', (file: Sealed) => ({ ...file, header: { ...file.header, salt: flipped(file.header.salt) } })],
    ['the cost', (file: Sealed) => ({ ...file, header: { ...file.header, cost: 2 ** 14 } })],
    ['a huge cost', (file: Sealed) => ({ ...file, header: { ...file.header, cost: 2 ** 30 } })],
    ['everything', () => 'nonsense'],
  ])('is refused when that was %s, and stays as it is', async (_, change) => {
    const home = await temporaryFolder();
    const text = JSON.stringify(change(whole));
    await writeFile(join(home, 'secrets.json'), text);
    await expect(open(home, 'correct horse')).rejects.toMatchObject({ code: 'secrets-unavailable' });
    expect(await readFile(join(home, 'secrets.json'), 'utf8')).toBe(text);
  });

  it('is no trap of this test: unchanged it opens', async () => {
    const home = await temporaryFolder();
    await writeFile(join(home, 'secrets.json'), JSON.stringify(whole));
    expect(await (await open(home, 'correct horse')).get('one')).toBe(PASSWORD);
  });
});

describe('the format', () => {
  const header = {
    version: 1,
    kdf: 'scrypt',
    cost: 2 ** 14,
    blockSize: 8,
    parallel: 1,
    cipher: 'aes-256-gcm',
    salt: Buffer.alloc(32, 7).toString('base64'),
    nonce: Buffer.alloc(12, 9).toString('base64'),
  };

  /** Sealed here with Node's own functions, the header authenticated or not. */
  function sealedByHand(additional: string): string {
    const key = scryptSync('correct horse', Buffer.alloc(32, 7), 32, { N: 2 ** 14, r: 8, p: 1 });
    const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12, 9)).setAAD(Buffer.from(additional));
    const sealed = Buffer.concat([cipher.update('{"one":"two"}'), cipher.final()]).toString('base64');
    return JSON.stringify({ header, sealed, tag: cipher.getAuthTag().toString('base64') });
  }

  it('is scrypt and AES-256-GCM over the values, with the header’s values in their order as additional data', async () => {
    const home = await temporaryFolder();
    await writeFile(join(home, 'secrets.json'), sealedByHand(JSON.stringify(Object.values(header))));
    expect(await (await open(home, 'correct horse')).get('one')).toBe('two');
    await writeFile(join(home, 'secrets.json'), sealedByHand(''));
    await expect(open(home, 'correct horse')).rejects.toMatchObject({ code: 'secrets-unavailable' });
  });
});

describe('memory', () => {
  it('keeps passwords while the bridge runs, writes nothing, and says that it forgets', async () => {
    const home = await temporaryFolder();
    const { store, notice } = await openSecrets({ choice: 'memory', home });
    await store.set('one', PASSWORD);
    expect(await store.get('one')).toBe(PASSWORD);
    await store.delete('one');
    expect(await store.get('one')).toBeNull();
    expect(store).toMatchObject({ backend: 'memory', kept: false });
    expect(notice).toContain('only until the bridge stops');
    expect(await filesIn(home)).toEqual([]);
  });
});

function flipped(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64');
}
