import type { FaultSwitches } from '../../sandbox/icloud/faults/switches.ts';
import type { OnICloud } from './on-icloud.ts';

/** Puts one fault in the way of the n-th request for an event. */
type Lay = (faults: Pick<FaultSwitches, 'add'>, nth: number) => { struck(): number };

const AT = '.ics';

export const FROM_THE_PHONE = 'COMMENT:from the phone';

/** What may happen to any request, by its name. */
const ANYWHERE: Readonly<Record<string, Lay>> = {
  'the connection is cut before the request arrives': (faults, nth) =>
    faults.add('cut-before', true, { path: AT, nth }),
  'the connection is cut before the answer arrives': (faults, nth) => faults.add('cut-after', true, { path: AT, nth }),
  'HTTP 500 comes in its place': (faults, nth) => faults.add('error-500', true, { path: AT, nth }),
  'HTTP 502 comes though it was carried out': (faults, nth) => faults.add('status-after', 502, { path: AT, nth }),
  'HTTP 412 comes in its place': (faults, nth) => faults.add('status', 412, { path: AT, nth }),
  'a bare HTTP 403 comes in its place': (faults, nth) => faults.add('throttle-403', true, { path: AT, nth }),
  'HTTP 503 asks for patience': (faults, nth) => faults.add('throttle-503', 1, { path: AT, nth }),
  'HTTP 401 comes in its place': (faults, nth) => faults.add('status', 401, { path: AT, nth }),
  'a page of a Wi-Fi sign-in comes in its place': (faults, nth) => faults.add('html-answer', true, { path: AT, nth }),
};

/** What is of interest where something is written. */
const AT_A_WRITE: Readonly<Record<string, Lay>> = {
  'HTTP 423 comes in its place': (faults, nth) => faults.add('status', 423, { path: AT, nth }),
  'the request takes long to arrive': (faults, nth) => faults.add('slow', 300, { path: AT, nth }),
  'the answer takes long to arrive': (faults, nth) => faults.add('slow-answer', 300, { path: AT, nth }),
  'another device changes the event just before': (faults, nth) =>
    faults.add('changed-in-between', FROM_THE_PHONE, { path: AT, nth }),
};

/** The how manieth request for an event it strikes, what that request does, and the name of the fault. */
export type FaultCase = readonly [nth: number, step: string, fault: string];

/** Every fault at each of these steps, the first requests for an event. */
export function matrix(steps: readonly string[]): FaultCase[] {
  return steps.flatMap((step, index) => {
    const writes = /^(create|amend|delete)/.test(step);
    const faults = Object.keys(writes ? { ...ANYWHERE, ...AT_A_WRITE } : ANYWHERE);
    return faults.map((fault): FaultCase => [index + 1, step, fault]);
  });
}

/** Lays the fault, and takes it away again with whatever else was laid. Gives how often it struck. */
export async function under(
  { icloud }: OnICloud,
  [nth, , fault]: FaultCase,
  work: () => Promise<void>,
): Promise<number> {
  const ambush = { ...ANYWHERE, ...AT_A_WRITE }[fault]?.(icloud.faults, nth);
  if (!ambush) throw new Error(`No fault "${fault}".`);
  try {
    await work();
  } finally {
    icloud.faults.clear();
  }
  return ambush.struck();
}

/** More requests for one event than any fault needs. */
const STORM = 60;

/** Every PUT or DELETE that had no condition, every mail that a guest would have got, and a storm of requests. */
export function carelessness({ icloud, account }: OnICloud): unknown[] {
  const bare = icloud.requests.filter(({ method, condition }) => WRITING.has(method) && condition === null);
  const asked = icloud.requests.filter(({ path }) => path.endsWith(AT)).length;
  return [...bare, ...account.invitations, ...(asked > STORM ? [`${asked} requests`] : [])];
}

const WRITING: ReadonlySet<string> = new Set(['PUT', 'DELETE']);
