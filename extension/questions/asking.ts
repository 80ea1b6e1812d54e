import type { Calendar, Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import type { DeclinedQuestions } from '../state/declined-questions.ts';
import { browserTimeZone } from '../ui/day-and-time.ts';
import { QUESTION_DAYS, type Question, questionsOf } from './questions.ts';

interface Asking {
  readonly client: Pick<BridgeClient, 'events' | 'calendars'>;
  readonly declined: Pick<DeclinedQuestions, 'read'>;
  readonly connection: Connection;
  readonly calendars: readonly Calendar[];
  readonly now: number;
}

/** What is to be asked about a connection now. Rejects with `BridgeFailure`. */
export async function questionsNow({ client, declined, connection, calendars, now }: Asking): Promise<Question[]> {
  if (!connection.configured) return [];
  const range = { from: new Date(now).toISOString(), to: new Date(now + QUESTION_DAYS * 86_400_000).toISOString() };
  const [{ events }, known] = await Promise.all([client.events(connection.id, range), declined.read()]);
  return questionsOf({ connection, calendars, events, computerZone: browserTimeZone(), declined: known, now });
}

/** Does what a "yes" means, or remembers the "no". Rejects with `BridgeFailure`. */
export async function answerQuestion(
  question: Question,
  yes: boolean,
  { client, declined, id }: { client: Pick<BridgeClient, 'change'>; declined: DeclinedQuestions; id: string },
): Promise<void> {
  if (yes) await client.change(id, question.change);
  else await declined.add(question.key);
}
