import { Failure, read } from './api.js';

const DAYS = 7;

/** Everything there is to know about one connection; each part is the answer, or the words of what went wrong. */
export async function readReport(connection, token, now) {
  const base = `/v1/connections/${encodeURIComponent(connection.id)}`;
  const from = new Date(now).toISOString();
  const to = new Date(now + DAYS * 86_400_000).toISOString();
  const [calendars, slots, health, syncs] = await Promise.all([
    part(`${base}/calendars`, token),
    part(`${base}/blocked-slots?from=${from}&to=${to}`, token),
    part(`${base}/health`, token),
    part(`${base}/sync`, token),
  ]);
  return { connection, calendars, slots, health, syncs };
}

async function part(path, token) {
  try {
    return { answer: await read(path, token) };
  } catch (failure) {
    // A refused token concerns the whole page; anything else only this part.
    if (!(failure instanceof Failure) || failure.unauthorized) throw failure;
    return { problem: failure.message };
  }
}
