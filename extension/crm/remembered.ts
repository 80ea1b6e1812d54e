/** Far more than a page shows at once; beyond it all is forgotten and worked out anew. */
const MOST = 4000;

/**
 * The same function, which works out each answer once. For pure functions of texts and numbers alone, whose answers
 * nobody changes: asking the browser for words and zones costs far more than all the rest of a drawing.
 */
export function remembered<Arguments extends readonly (string | number | undefined)[], Answer>(
  workOut: (...given: Arguments) => Answer,
): (...given: Arguments) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (...given) => {
    const key = given.join('\n');
    const found = known.get(key);
    if (found) return found.answer;
    if (known.size >= MOST) known.clear();
    const answer = workOut(...given);
    known.set(key, { answer });
    return answer;
  };
}
