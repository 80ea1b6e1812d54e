/** Control characters, and those that turn the direction of text: nobody sees them, and they change what is seen. */
const INVISIBLE = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
const LONGEST = 500;

export function hasInvisible(text) {
  return text.search(INVISIBLE) >= 0;
}

/** Text of others, such as an event's title, fit for one line: invisible characters show as �, length is capped. */
export function plainText(value) {
  const text = String(value).replace(INVISIBLE, '\ufffd');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** JSON over several lines, with every invisible character inside its texts written as an escape. */
export function plainJson(value) {
  const escaped = (char) => (char === '\n' ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return JSON.stringify(value, null, 2).replace(INVISIBLE, escaped);
}
