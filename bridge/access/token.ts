import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Random bytes, so that tests own them. `crypto.randomBytes` elsewhere. */
export type RandomBytes = (count: number) => Buffer;

/** 32 random bytes in base64url. */
export function newToken(randomBytes: RandomBytes): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token: enough to know it again, not enough to have it. Hex. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * The key of `prove`, SHA-256("prove:" + token), hex. It has to be stored, since the bridge proves itself before it is
 * shown the token. Whoever reads it can pose as this bridge before this one client, and so be shown its token; it opens
 * nothing at the bridge itself, and neither the token nor its stored hash can be computed from it. It lies in a file
 * that its owner alone can read, and programs of the same user are beyond what can be kept out.
 */
export function proofKey(token: string): string {
  return createHash('sha256').update(`prove:${token}`).digest('hex');
}

/** Hex HMAC-SHA-256 over `nonce + "|" + port`: the port keeps another program from passing our proof on as its own. */
export function proofOf(key: string, nonce: string, port: number): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(`${nonce}|${port}`).digest('hex');
}

/** Compares in a time that tells nothing of where, or by how much in length, the two differ. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
