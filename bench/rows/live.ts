import { setTimeout as wait } from 'node:timers/promises';
import { seeded } from '../account/random.ts';
import { median, type Result } from '../result.ts';
import { type Session, takeLog } from './session.ts';

const LATENCY_MS = 120;
const SAVES = 5;
const LONGEST_POLL_MS = 15_000;

interface Heard {
  /** From the change on the server to the message. */
  readonly afterSave: number;
  /** From the poll's first request to the message. */
  readonly afterPoll: number;
}

/** From the moment an event is on the server until the live socket tells of it, while a page is visible. */
export async function live(session: Session): Promise<Result[]> {
  const { account, connection } = session;
  const random = seeded(1);
  await account.caldav.ask('latency', LATENCY_MS);
  connection.watch(true);
  const heard: Heard[] = [];
  for (let save = 0; save < SAVES; save += 1) {
    await connection.next(({ type }) => type === 'checked');
    await wait(random() * LONGEST_POLL_MS);
    heard.push(await saveAndHear(session));
  }
  connection.watch(false);
  await account.caldav.ask('latency', 0);
  const row = { work: 'saved → live message', events: account.events, unit: 'ms' };
  const [afterSave, afterPoll] = [heard.map((one) => one.afterSave), heard.map((one) => one.afterPoll)];
  return [
    { ...row, what: 'mean', value: afterSave.reduce((sum, ms) => sum + ms, 0) / SAVES },
    { ...row, what: 'after the poll began', value: median(afterPoll), aim: 3 * LATENCY_MS + 50 },
  ];
}

async function saveAndHear({ account, connection }: Session): Promise<Heard> {
  await takeLog(account);
  const message = connection.next(({ type }) => type === 'blocked-slots');
  const saved = Date.now();
  await account.caldav.ask('change');
  await message;
  const heard = Date.now();
  const { seen } = await takeLog(account);
  const polls = seen.filter(({ path, at }) => path === '/home/' && at >= saved);
  const began = polls.at(-1)?.at ?? saved;
  // The request was under way for half a round trip when the server saw it; the server's waiting is the whole of it here.
  return { afterSave: heard - saved, afterPoll: heard - began };
}
