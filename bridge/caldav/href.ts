const PLAIN = /^[A-Za-z0-9\-._~/]*$/;
/** What most servers send is canonical already; a long list is compared many times faster for noticing. */
const CANONICAL = /^\/(?!\/)(?:[A-Za-z0-9\-_~/]|\.(?![./]|$)|%[0-9A-F]{2})*$/;
const ENCODED_UNRESERVED = /%(?:2[DE]|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])/;
const UNRESERVED = /[A-Za-z0-9\-._~]/;

/**
 * The one spelling of an href: an absolute path in which everything but RFC 3986's unreserved characters is
 * percent-encoded, upper case. Servers spell the same resource as a path or a URL, with `@` or `%40`, and not always
 * alike in one answer and the next; here all of these become equal.
 *
 * @param base what a relative href is relative to: the URL that was asked.
 */
export function canonicalHref(href: string, base: URL): string {
  const sent = href.trim();
  if (CANONICAL.test(sent) && !(sent.includes('%') && ENCODED_UNRESERVED.test(sent))) return sent;
  const { pathname, search } = new URL(sent, base);
  return pathname.split('/').map(canonicalSegment).join('/') + search;
}

/** The same for a collection: always with a slash at its end. */
export function collectionHref(href: string, base: URL): string {
  const path = canonicalHref(href, base);
  return path.endsWith('/') ? path : `${path}/`;
}

export function isHref(text: string | null, base: URL): text is string {
  if (text === null) return false;
  return CANONICAL.test(text) || URL.canParse(text.trim(), base);
}

function canonicalSegment(segment: string): string {
  if (PLAIN.test(segment)) return segment;
  let encoded = '';
  for (const byte of bytesOf(segment)) {
    const character = String.fromCharCode(byte);
    encoded += UNRESERVED.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

/** Works on bytes, not on text, because an old name may be percent-encoded Latin-1. */
function bytesOf(segment: string): Buffer {
  const parts = segment.split(/(%[0-9a-fA-F]{2})/);
  return Buffer.concat(
    parts.map((part, index) => (index % 2 === 1 ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part, 'utf8'))),
  );
}
