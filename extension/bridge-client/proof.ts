const encoder = new TextEncoder();

/** 32 random bytes in base64url, without padding. */
export function freshNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/**
 * Whether `proof` was made by someone who knows the token, for this nonce and this port:
 * hex HMAC-SHA-256 with key SHA-256("prove:" + token) over `nonce|port`. WebCrypto compares in constant time.
 */
export async function proves(
  proof: string,
  expected: { token: string; nonce: string; port: number },
): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(proof)) return false;
  const secret = await crypto.subtle.digest('SHA-256', encoder.encode(`prove:${expected.token}`));
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const signature = Uint8Array.from(proof.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return crypto.subtle.verify('HMAC', key, signature, encoder.encode(`${expected.nonce}|${expected.port}`));
}
