/**
 * The same text in memory of its own. A text that was cut out of another keeps all of that one in memory: a name of
 * thirty letters would hold on to a server's whole answer.
 */
export function ownText(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
