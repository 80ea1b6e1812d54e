const DASHES = /[\s\u00a0\u2010-\u2015-]/g;
const SIXTEEN_LETTERS = /^[a-z]{16}$/;

/**
 * The app-specific password in the text, as Apple writes it ("abcd-efgh-ijkl-mnop"), whatever spaces, dashes and
 * capitals it was typed or pasted with; null when the text has another shape, as an ordinary Apple password has.
 */
export function appSpecificPassword(text: string): string | null {
  const letters = text.replace(DASHES, '').toLowerCase();
  return SIXTEEN_LETTERS.test(letters) ? (letters.match(/.{4}/g) ?? []).join('-') : null;
}
