const ROOM = Buffer.allocUnsafeSlow(1024);
/** A character takes three bytes at most. */
const MOST_CHARACTERS = ROOM.byteLength / 4;

/**
 * The same text in memory of its own. A text that was cut out of another keeps all of that one in memory: a name of
 * thirty letters would hold on to a server's whole answer.
 */
export function ownText(text: string): string {
  if (text.length > MOST_CHARACTERS) return Buffer.from(text, 'utf8').toString('utf8');
  const bytes = ROOM.write(text, 'utf8');
  // As many bytes as characters: then all of it is ASCII, which is read faster.
  return ROOM.toString(bytes === text.length ? 'latin1' : 'utf8', 0, bytes);
}
