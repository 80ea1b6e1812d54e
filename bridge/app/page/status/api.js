/** What went wrong, in words for the person; `unauthorized` when the token is the reason. */
export class Failure extends Error {
  constructor(words, unauthorized = false) {
    super(words);
    this.unauthorized = unauthorized;
  }
}

/** Reads a path of the bridge with the token. Throws a Failure that carries the problem's `detail`. */
export async function read(path, token) {
  const response = await ask(path, token);
  const body = await asJson(response);
  if (response.ok && body !== null) return body;
  const words =
    typeof body?.detail === 'string' ? body.detail : `Slotbridge answered with ${response.status} and no word.`;
  throw new Failure(words, response.status === 401);
}

async function ask(path, token) {
  try {
    return await fetch(path, { headers: { Authorization: `Bearer ${token}` }, cache: 'no-store' });
  } catch (cause) {
    throw Object.assign(new Failure('Slotbridge isn’t answering. Start it, then refresh.'), { cause });
  }
}

async function asJson(response) {
  try {
    return await response.json();
  } catch {
    // No JSON, which no answer of the bridge is: the caller says so.
    return null;
  }
}
