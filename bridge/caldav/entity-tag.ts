/** What If-Match can compare. A weak one never holds there (RFC 9110 13.1.1), and one without quotes is none (8.8.3). */
const STRONG = /^"[\x21\x23-\x7e]*"$/;

export function isStrong(etag: string | null): etag is string {
  return etag !== null && STRONG.test(etag);
}

/** Whether both name one state of a resource, weakness and missing quotes aside: a proxy may have changed either. */
export function sameState(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && opaque(a) === opaque(b);
}

function opaque(etag: string): string {
  return etag.replace(/^W\//, '').replace(/^"(.*)"$/, '$1');
}
