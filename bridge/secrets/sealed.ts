import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';

/**
 * A text sealed under a passphrase: scrypt (RFC 7914) makes the key, AES-256-GCM seals and authenticates, with the
 * header as additional data, so that no part of it can be changed unnoticed. Salt and nonce are new at every sealing.
 */
const Header = z.strictObject({
  version: z.literal(1),
  kdf: z.literal('scrypt'),
  // Bounded, so that a changed file cannot ask for all the memory there is.
  cost: z
    .number()
    .int()
    .min(2 ** 14)
    .max(2 ** 20),
  blockSize: z.literal(8),
  parallel: z.literal(1),
  cipher: z.literal('aes-256-gcm'),
  salt: z.base64(),
  nonce: z.base64(),
});
export const Sealed = z.strictObject({ header: Header, sealed: z.base64(), tag: z.base64() });

type Header = z.infer<typeof Header>;
export type Sealed = z.infer<typeof Sealed>;

/** 128 MiB and about a third of a second a guess. */
const COST = 2 ** 17;

export async function seal(text: string, passphrase: string): Promise<Sealed> {
  const nonce = randomBytes(12);
  const salt = randomBytes(32);
  const header: Header = {
    version: 1,
    kdf: 'scrypt',
    cost: COST,
    blockSize: 8,
    parallel: 1,
    cipher: 'aes-256-gcm',
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
  };
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, header), nonce).setAAD(authenticated(header));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { header, sealed: sealed.toString('base64'), tag: cipher.getAuthTag().toString('base64') };
}

/** Throws when the passphrase is another one, or when any part was changed: the two cannot be told apart. */
export async function unseal({ header, sealed, tag }: Sealed, passphrase: string): Promise<string> {
  const key = await keyOf(passphrase, header);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes(header.nonce), { authTagLength: 16 })
    .setAAD(authenticated(header))
    .setAuthTag(bytes(tag));
  return decipher.update(bytes(sealed), undefined, 'utf8') + decipher.final('utf8');
}

const bytes = (text: string) => Buffer.from(text, 'base64');

/** In one fixed order, whatever order the file has. */
function authenticated(header: Header): Buffer {
  const { version, kdf, cost, blockSize, parallel, cipher, salt, nonce } = header;
  return Buffer.from(JSON.stringify([version, kdf, cost, blockSize, parallel, cipher, salt, nonce]));
}

function keyOf(passphrase: string, { cost, blockSize, parallel, salt }: Header): Promise<Buffer> {
  const limits = { N: cost, r: blockSize, p: parallel, maxmem: 2 * 128 * cost * blockSize };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), bytes(salt), 32, limits, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
